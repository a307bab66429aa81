import { posix } from "node:path";
import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import { mergeConflict } from "../diagnostics/mergeConflict.ts";
import { nearest } from "../diagnostics/nearest.ts";
import { startOf } from "../diagnostics/position.ts";
import { readSource } from "../files/readSource.ts";
import { walkSources } from "../files/walkSources.ts";
import { valuesName } from "../model/environment.ts";
import { decodeText, type Files } from "../model/files.ts";
import { templatesDirectory } from "../model/layout.ts";
import { failure, type Result, success } from "../model/result.ts";
import type { ProjectSchema } from "../model/schema.ts";
import type { Template, TemplateFile, Templates } from "../model/templates.ts";
import { parseTemplate } from "../template/parseTemplate.ts";
import { isTemporaryName } from "../transaction/journal.ts";
import { conditionProblems, conditionsInPath, copiedAsItIs, readFrontLines } from "./condition.ts";
import { ownHelperNames } from "./library.ts";

/**
 * Reads and parses templates/. `environments/<stack>/X.hbs` is written once an environment,
 * everything else once; a template with a leading `_` is a partial; a file without `.hbs` is copied. A folder with a
 * leading `@` is a condition.
 */
export function readTemplates(
  files: Files,
  { stacks, helpers, layout, location }: ProjectSchema,
): { readonly templates: Templates; readonly problems: readonly Diagnostic[] } {
  const problems: Diagnostic[] = [...helpers.keys()]
    .filter((name) => ownHelperNames.has(name))
    .map((name) => diagnostic("helper-name", { name }, location));
  const perEnvironment = new Map<string, TemplateFile[]>();
  const once: TemplateFile[] = [];
  const partials = new Map<string, Template>();
  const modules = new Set<string>();
  const { paths, problems: links } = walkSources(files, templatesDirectory, /\.hbs$/);
  problems.push(...links);
  for (const file of paths) {
    if (isTemporaryName(posix.basename(file))) continue;
    const path = file.slice(templatesDirectory.length + 1);
    if (ignored.test(path)) continue;
    if (terraformsOwn.test(path)) {
      problems.push(diagnostic("template-of-terraform", {}, startOf(file)));
      continue;
    }
    const read = readContent(files, file);
    if (!read.ok) {
      problems.push(...read.problems);
      continue;
    }
    const content = read.value;
    const target = path.replace(/\.hbs$/, "");
    const isPrivate = path.split("/").some((segment) => segment.startsWith("_"));
    if (isPrivate && !(content instanceof Uint8Array)) {
      partials.set(target.replaceAll(/(^|\/)_/g, "$1"), content);
      continue;
    }
    const executable = files.isExecutable?.(file);
    const mode = executable === undefined ? {} : { executable };
    const inPath = conditionsInPath(target);
    const front = content instanceof Uint8Array ? copiedAsItIs : readFrontLines(content.text);
    const made = { file, content, ...mode, ...front, when: [...inPath.when, ...front.when] };
    const [folder, second = "", ...rest] = inPath.path.split("/");
    if (folder === "modules" && rest.length > 0) modules.add(second);
    if (folder !== "environments") {
      once.push({ ...made, target: inPath.path });
      problems.push(...conditionProblems(file, made.when, undefined));
    } else if (rest.length > 0 && stacks.has(second)) {
      const list = perEnvironment.get(second) ?? [];
      list.push({ ...made, target: rest.join("/") });
      perEnvironment.set(second, list);
      problems.push(...conditionProblems(file, made.when, stacks.get(second)));
      if (stacks.get(second)?.rootModule !== undefined && rest.join("/") !== valuesName) {
        problems.push(diagnostic("template-of-values", { stack: second }, startOf(file)));
      }
    } else {
      const known = [...stacks.keys()];
      const suggestion = nearest(second, known);
      problems.push(
        diagnostic("template-place", { stack: second, known, suggestion }, startOf(file)),
      );
    }
  }
  const targets = new Set(once.map(({ target }) => target));
  for (const path of layout.outside.filter((path) => !targets.has(path))) {
    const suggestion = nearest(path, [...targets]);
    problems.push(diagnostic("outside-unmade", { path, suggestion }, location));
  }
  return { templates: { perEnvironment, once, partials, modules }, problems };
}

/** What editors, version control and Terraform leave behind. */
const ignored =
  /(?:^|\/)(?:\.git|\.gitkeep|\.DS_Store|Thumbs\.db|desktop\.ini|\.terraform(?:\/.*)?|[^/]*~|\.[^/]*\.sw[a-p]|#[^/]*#|\.#[^/]*)$/;

/** What Terraform keeps beside code, and what is an environment's alone: written into others it would replace theirs. */
const terraformsOwn =
  /(?:^|\/)(?:[^/]*\.tfstate(?:\..*)?|[^/]*\.tfplan|\.terraform\.lock\.hcl|\.terraform\.tfstate\.lock\.info|crash(?:\.[^/]*)?\.log)(?:\.hbs)?$/;

/** A template, parsed; every other file as it is. */
function readContent(files: Files, file: string): Result<Template | Uint8Array> {
  const bytes = files.read(file) ?? new Uint8Array();
  const conflict = conflictIn(file, bytes);
  if (conflict) return failure(conflict);
  if (!file.endsWith(".hbs")) return success(bytes);
  const text = readSource(files, file);
  return text.ok ? parseTemplate(file, text.value.replaceAll("\r\n", "\n")) : text;
}

/** A conflict in what is rendered, or is Terraform's. Any other file may have such lines for its own reasons. */
function conflictIn(file: string, bytes: Uint8Array): Diagnostic | undefined {
  if (!/\.(?:hbs|tf|tfvars|hcl)$/.test(file)) return undefined;
  const text = decodeText(bytes);
  return text === undefined ? undefined : mergeConflict(file, text);
}
