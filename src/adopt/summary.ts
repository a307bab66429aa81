import { compareText } from "../diagnostics/diagnostic.ts";
import { attributeNamed, plainText } from "../hcl/outline/find.ts";
import { outline } from "../hcl/outline/outline.ts";
import { fileOf } from "../model/environment.ts";
import type { Files } from "../model/files.ts";
import type { Adopted, AdoptedStack } from "./adopt.ts";
import { codeIn, pathIn } from "./roots.ts";
import { type PlainSecret, plainSecrets } from "./secrets.ts";
import type { Part } from "./unify/parts.ts";

/** What adopting made of a stack's environments, in numbers and names. */
export interface StackSummary {
  readonly name: string;
  /** Where its environments are. */
  readonly folder: string;
  readonly environments: readonly string[];
  /** Files of templates, and of all environments together. */
  readonly templates: number;
  readonly files: number;
  /** Lines of all environments, and those of templates: what all have, and what only some have. */
  readonly lines: { readonly before: number; readonly shared: number; readonly some: number };
  readonly variables: readonly string[];
  readonly settings: readonly string[];
  /** Files that stay as they are for each environment, with why. */
  readonly verbatim: readonly { readonly name: string; readonly why: string }[];
  /** Files that `terraform fmt` would change. */
  readonly unformatted: readonly string[];
  /** One for each environment: its kind, `s3` or "none". */
  readonly backends: readonly string[];
  /** Environments without a lock file, where others have one. */
  readonly unlocked: readonly string[];
  /** Links and files that are not text, which stay by hand. */
  readonly byHand: readonly string[];
  readonly secrets: readonly PlainSecret[];
}

/** Sums up what was taken over. */
export function summarize({ stacks, plan }: Adopted, files: Files): readonly StackSummary[] {
  return stacks.map((stack) => summarizeStack(stack, plan.output, files));
}

function summarizeStack(
  { plan, files, entries, blueprint }: AdoptedStack,
  output: string,
  disk: Files,
): StackSummary {
  const count = plan.members.length;
  const isLocked = ({ root }: AdoptedStack["plan"]["members"][number]): boolean =>
    disk.kind(fileOf({ directory: root.folder }, ".terraform.lock.hcl")) === "file";
  const locked = plan.members.filter(isLocked);
  const named = (kind: string): readonly string[] =>
    entries.all.filter((one) => one.kind === kind).map(({ name }) => name);
  const shared = files.reduce((sum, { sides, carrying, parts, same }) => {
    if (sides.length < count || carrying === "verbatim") return sum;
    return sum + (parts ? sharedLines(parts) : same ? linesIn(sides[0]?.text ?? "") : 0);
  }, 0);
  const templates = [...blueprint.templates.values()].map((text) =>
    typeof text === "string" ? linesIn(text.replaceAll(/^[ \t]*\{\{[#/!e][^\n]*\}\}\n/gm, "")) : 0,
  );
  const written = templates.reduce((sum, lines) => sum + lines, 0);
  return {
    name: plan.name,
    folder: [output, plan.pattern].filter((step) => step !== "").join("/"),
    environments: plan.members.map(({ name }) => name),
    templates: templates.length,
    files: files.reduce((sum, { sides }) => sum + sides.length, 0),
    lines: {
      before: files.flatMap(({ sides }) => sides).reduce((sum, { text }) => sum + linesIn(text), 0),
      shared,
      some: Math.max(written - shared, 0),
    },
    variables: named("variable"),
    settings: named("setting"),
    verbatim: files.flatMap(({ name, carrying, why = "" }) =>
      carrying === "verbatim" ? [{ name, why }] : [],
    ),
    unformatted: files.filter(({ why }) => why?.includes("terraform fmt")).map(({ name }) => name),
    backends: plan.members.map(({ root }) => backendOf([...codeIn(root).values()])),
    unlocked:
      locked.length === 0
        ? []
        : plan.members.filter((one) => !isLocked(one)).map(({ name }) => name),
    byHand: plan.members
      .flatMap(({ root }) => root.links.map((name) => pathIn(root, name)))
      .sort(compareText),
    secrets: plan.members.flatMap(({ root }) => plainSecrets(root)),
  };
}

function linesIn(text: string): number {
  return text.split("\n").length - (text.endsWith("\n") ? 1 : 0);
}

function sharedLines(parts: readonly Part[]): number {
  return parts.reduce(
    (sum, part) => sum + (part.kind === "text" ? part.text.split("\n").length - 1 : 0),
    0,
  );
}

/** Where a root module keeps its state: `s3`, or that part of it comes with `-backend-config`. */
function backendOf(texts: readonly (string | undefined)[]): string {
  for (const text of texts) {
    if (!text || !/backend|cloud/.test(text)) continue;
    for (const { type, body } of outline(text).body.blocks) {
      if (type !== "terraform") continue;
      if (body.blocks.some((block) => block.type === "cloud")) return "HCP Terraform";
      const backend = body.blocks.find((block) => block.type === "backend");
      const [label] = backend?.labels ?? [];
      if (!backend || !label) continue;
      const key = ["key", "prefix", "path"]
        .map((name) => attributeNamed(backend.body, name))
        .find((one) => one);
      const isWhole =
        label.text === "remote" ||
        label.text === "local" ||
        (key && plainText(key.expression) !== undefined);
      return isWhole ? label.text : `${label.text}, the rest by -backend-config`;
    }
  }
  return "none";
}
