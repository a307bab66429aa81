import { FILE_HEADERS_ONLY, formatPatch, structuredPatch } from "diff";
import { type Masking, maskedLines, maskingOf } from "../mask/mask.ts";
import type { ConditionalFile, FileDiff, FileDrift, RenderedFiles } from "../model/drift.ts";
import { type Environment, filesByName, ownPathOf } from "../model/environment.ts";
import { groupBy } from "../model/groupBy.ts";
import { appliedCodeFile } from "../model/layout.ts";
import type { Rendered } from "../model/rendered.ts";
import type { TemplateFile } from "../model/templates.ts";
import { hashOf } from "../render/outputHash.ts";
import { sha256 } from "../text/sha256.ts";

export interface FileOptions {
  readonly base: string;
  /** How many different diffs of one file are made. */
  readonly diffLimit: number;
  readonly templates: readonly TemplateFile[];
}

/** The compared parts of a rendered file, as digests: of thousands of files nothing else is kept. */
export interface FileSummary {
  readonly content: string;
  /** Without the line that names its sources. */
  readonly body: string;
  /** Without the environment's own name too. */
  readonly comparable: string;
}

/** By path in the environment's folder. */
export type FileSummaries = Readonly<Record<string, FileSummary>>;

export interface ComparedFiles {
  /** By environment. */
  readonly summaries: ReadonlyMap<string, FileSummaries>;
  /** The text of one of the few files that are shown. */
  readonly contentOf: (environment: string, path: string) => string;
}

/**
 * Compares the rendered files of a stack's environments with those of the base. What differs by construction is left
 * out: the line that names a file's spec, the file of the digest, and, where it is all of the difference, the
 * environment's own name. A file that the base does not have is compared with that of the last environment that has it.
 *
 * @param environments those of one stack, two at least, the base among them
 */
export function compareFiles(
  environments: readonly Environment[],
  { summaries, contentOf }: ComparedFiles,
  { base, diffLimit, templates }: FileOptions,
): RenderedFiles {
  const [first] = environments;
  const masking = first && maskingOf(first.stack, environments);
  const fileIn = filesByName(environments);
  const ownName: string[] = [];
  const different: FileDrift[] = [];
  const conditional: ConditionalFile[] = [];
  let identical = 0;
  for (const path of pathsIn(environments, summaries, base)) {
    const owners = environments
      .map(({ name }) => name)
      .filter((name) => summaries.get(name)?.[path] !== undefined);
    if (owners.length < environments.length) {
      conditional.push({ path, when: conditionsOf(path, templates), environments: owners });
    }
    const model = owners.includes(base) ? base : (owners.at(-1) ?? base);
    const from = summaries.get(model)?.[path];
    if (!from) continue;
    const found = owners.flatMap((environment) => {
      const summary = summaries.get(environment)?.[path];
      return summary && summary.content !== from.content ? [{ environment, summary }] : [];
    });
    const kinds = kindsOf(from, found);
    const fileOf = (environment: string): EnvironmentFile => ({
      path,
      file: fileIn(environment, path),
      environment,
      content: contentOf(environment, path),
    });
    const groups = kinds.slice(0, diffLimit).flatMap((names): FileDiff[] => {
      const [name = ""] = names;
      const diff = diffText(fileOf(model), fileOf(name), masking);
      return diff === undefined ? [] : [{ environments: names, diff }];
    });
    const omitted = kinds.slice(diffLimit).flat().length;
    if (groups.length + omitted > 0) {
      different.push({ path, groups, omitted });
    } else if (owners.length < environments.length) continue;
    else if (found.some(({ summary }) => summary.body !== from.body)) ownName.push(path);
    else identical++;
  }
  return { identical, ownName, different, conditional };
}

/** The paths of all files: the base's in its order, then those that it does not have. */
function pathsIn(
  environments: readonly Environment[],
  summaries: ComparedFiles["summaries"],
  base: string,
): ReadonlySet<string> {
  const names = [base, ...environments.map(({ name }) => name)];
  return new Set(names.flatMap((name) => Object.keys(summaries.get(name) ?? {})));
}

/** What must hold for a file to be made, by each of the templates that make it. */
function conditionsOf(path: string, templates: readonly TemplateFile[]): readonly string[] {
  return templates
    .filter(({ target, when }) => target === path && when.length > 0)
    .map(({ when }) =>
      when
        .map(({ name, negated, values }) => {
          const asked = values ? `${name}=${values.join(",")}` : name;
          return negated ? `!${asked}` : asked;
        })
        .join(" and "),
    );
}

interface EnvironmentFile {
  /** Below the environment's folder. */
  readonly path: string;
  /** Below the project's root. */
  readonly file: string;
  readonly environment: string;
  readonly content: string;
}

/** Each environment's text files but the digest's, as they are compared. */
export function summarizeFiles(
  environments: readonly Environment[],
  rendered: Rendered,
): ReadonlyMap<string, FileSummaries> {
  const places = new Map(environments.map((one) => [one.name, one]));
  const summaries = new Map<string, Record<string, FileSummary>>();
  for (const output of rendered.outputs.values()) {
    const { path: file, environment = "", content } = output;
    const place = places.get(environment);
    if (place === undefined || typeof content !== "string") continue;
    const path = ownPathOf(place, file);
    if (path === appliedCodeFile) continue;
    const summarized = { path, file, environment, content };
    const own = summaries.get(environment) ?? {};
    const [text, compared] = [withoutHeader(summarized), comparable(summarized)];
    const body = sha256(text);
    own[path] = {
      content: hashOf(output, content),
      body,
      comparable: compared === text ? body : sha256(compared),
    };
    summaries.set(environment, own);
  }
  return summaries;
}

/** The file with its sources taken out of the first line. */
function withoutHeader({ content }: EnvironmentFile): string {
  return content.replace(/^(.*Generated by terraloom).*/, "$1");
}

/**
 * The file as it is compared, line by line: without what differs in every environment by construction.
 * A definition's value that is the environment's name is a value like any other.
 */
function comparable(file: EnvironmentFile): string {
  if (file.path.endsWith(".tfvars")) return withoutHeader(file);
  const text = withoutDepth(withoutHeader(file), file.environment);
  if (!text.includes(file.environment)) return text;
  const name = file.environment.replaceAll(/[.]/g, "\\.");
  return text.replaceAll(new RegExp(`(?<![\\w-])${name}(?![\\w-])`, "g"), "\0");
}

/** A nested environment is further away from modules: the way out of its own folders is no difference. */
function withoutDepth(text: string, environment: string): string {
  return text.replaceAll(`"${"../".repeat(environment.split("/").length)}`, '"\0/');
}

/** The environments whose file is not the base's, those with equal ones together, the rarest first. */
function kindsOf(
  base: FileSummary,
  found: readonly { readonly environment: string; readonly summary: FileSummary }[],
): string[][] {
  const others = found.filter(({ summary }) => summary.comparable !== base.comparable);
  return [...groupBy(others, ({ summary }) => summary.comparable).values()]
    .map((kind) => kind.map(({ environment }) => environment))
    .sort((a, b) => a.length - b.length);
}

/**
 * A unified diff with three lines of context: the comparable lines decide which lines differ, the masked lines what
 * may be shown.
 *
 * @returns `undefined` where no line differs: a name that both say is one environment's own, and not the other's
 */
function diffText(
  base: EnvironmentFile,
  other: EnvironmentFile,
  masking: Masking | undefined,
): string | undefined {
  const before = shownLines({ ...base, content: withoutHeader(base) }, masking);
  const after = shownLines({ ...other, content: withoutHeader(other) }, masking);
  const texts = [comparedText(base, other), comparedText(other, base)] as const;
  const names = [base.file, other.file] as const;
  const patch = structuredPatch(...names, ...texts, undefined, undefined, { context: 3 });
  if (patch.hunks.length === 0) return undefined;
  for (const hunk of patch.hunks) {
    let [old, young] = [hunk.oldStart - 1, hunk.newStart - 1];
    hunk.lines = hunk.lines.map((line) => {
      const sign = line.charAt(0);
      if (sign === "\\") return line;
      if (sign === "+") return `+${after(young++) ?? ""}`;
      if (sign === " ") young++;
      return `${sign}${before(old++) ?? ""}`;
    });
  }
  return formatPatch(patch, FILE_HEADERS_ONLY);
}

/** A file as it is compared with another one: a line that both have is the same, whichever name it contains. */
function comparedText(file: EnvironmentFile, other: EnvironmentFile): string {
  const lines = withoutHeader(file).split("\n");
  const common = new Set(withoutHeader(other).split("\n"));
  return comparable(file)
    .split("\n")
    .map((line, index) => {
      const own = lines[index] ?? "";
      return common.has(own) ? own : line;
    })
    .join("\n");
}

function shownLines(
  { environment, content }: EnvironmentFile,
  masking: Masking | undefined,
): (index: number) => string | undefined {
  if (masking) return maskedLines(content, environment, masking);
  const lines = content.split("\n");
  return (index) => lines[index];
}
