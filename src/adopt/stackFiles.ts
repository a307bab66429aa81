import { format } from "../hcl/format.ts";
import { outline } from "../hcl/outline/outline.ts";
import { pathIn } from "./roots.ts";
import type { StackPlan } from "./stacks.ts";
import type { Context, Part, Side } from "./unify/parts.ts";
import { unify } from "./unify/unify.ts";

/** How a file is carried over, from most to least shared. */
export type Carrying = "formatted" | "as written" | "verbatim";

/** What adopting makes of the files of one name in a stack's environments. */
export interface AdoptedFile {
  readonly name: string;
  readonly carrying: Carrying;
  /** The environments that have it, with its text there. */
  readonly sides: readonly Side[];
  readonly same: boolean;
  readonly crlf: boolean;
  /** What its template is made of; absent where it is carried verbatim. */
  readonly parts?: readonly Part[];
  /** Why it is not unified and formatted. */
  readonly why?: string;
}

/** The names of files that an adoption carries less well than it could, by stack and name. */
export type CarryingByFile = ReadonlyMap<string, Carrying>;

/**
 * Unifies the files of a stack's environments, name by name.
 *
 * @param held what the proof has shown about files before, by name
 * @param variables that the root modules declare
 */
export function unifyFiles(
  { members }: StackPlan,
  held: CarryingByFile,
  variables: ReadonlySet<string>,
  ignored: (path: string) => boolean,
): readonly AdoptedFile[] {
  const names = members.map(({ name }) => name);
  const byName = new Map<string, Side[]>();
  for (const [index, { root }] of members.entries()) {
    for (const [name, text] of root.files) {
      if (text === undefined || ignored(pathIn(root, name))) continue;
      byName.set(name, [...(byName.get(name) ?? []), { index, text }]);
    }
  }
  const defined = new Set([...byName].flatMap(([name, sides]) => definedIn(name, sides)));
  const defaulted = new Set([...variables].filter((name) => !defined.has(name)));
  return [...byName].map(([name, sides]) =>
    unifyFile(name, sides, names, held.get(name) ?? "formatted", variables, defaulted),
  );
}

/** The variables that a file of definitions gives values. */
function definedIn(name: string, sides: readonly Side[]): readonly string[] {
  if (!name.endsWith(".tfvars")) return [];
  return sides.flatMap(({ text }) =>
    outline(text).body.attributes.map((attribute) => attribute.name),
  );
}

function unifyFile(
  name: string,
  sides: readonly Side[],
  names: readonly string[],
  allowed: Carrying,
  variables: ReadonlySet<string>,
  defaulted: ReadonlySet<string>,
): AdoptedFile {
  const [first] = sides;
  const same = sides.every(({ text }) => text === first?.text);
  const isDefinitions = name.endsWith(".tfvars");
  const file = { name, sides, same, crlf: false };
  // Where the only environment that has it keeps its state is a value: another one has its own.
  const isState = sides.length === 1 && /\b(?:backend|cloud)\b/.test(first?.text ?? "");
  if (same && !isDefinitions && !isState) return { ...file, carrying: "as written" };
  const obstacle = obstacleTo(name, sides, allowed);
  if (obstacle !== undefined) return { ...file, carrying: "verbatim", why: obstacle };
  const crlf = sides.some(({ text }) => text.includes("\r\n"));
  const texts = crlf
    ? sides.map(({ index, text }) => ({ index, text: text.replaceAll("\r\n", "\n") }))
    : sides;
  const formatted = allowed === "formatted" && texts.every(({ text }) => isFormatted(text));
  const short = names.map((whole) => whole.slice(whole.lastIndexOf("/") + 1));
  const areWhole = short.every((one, index) => one === names[index]);
  const context: Context = {
    names: short,
    areWhole,
    formatted,
    ...(isDefinitions ? { variables } : { defaulted }),
  };
  const parts = unify(texts, context);
  return {
    ...file,
    crlf,
    carrying: formatted ? "formatted" : "as written",
    parts,
    ...(formatted ? {} : { why: "it is not as terraform fmt would write it" }),
  };
}

/** Why a template cannot hold what the environments have. */
function obstacleTo(name: string, sides: readonly Side[], allowed: Carrying): string | undefined {
  if (allowed === "verbatim") return "a template of it would not come back byte for byte";
  if (!/\.(?:tf|tfvars)$/.test(name)) return "it is no HCL that a template could share";
  if (name.startsWith("_")) return "a template whose name begins with _ is a partial";
  const returns = sides.map(({ text }) => [
    text.split("\r").length - 1,
    text.split("\r\n").length - 1,
    text.split("\n").length - 1,
  ]);
  const areMixed = returns.some(
    ([all, pairs, lines]) => all !== pairs || (pairs !== 0 && pairs !== lines),
  );
  const isSome = returns.some(([all]) => all !== 0) && returns.some(([all]) => all === 0);
  if (areMixed || isSome) return "its lines end differently";
  return sides.some(({ text }) => text.startsWith("\uFEFF"))
    ? "it begins with a byte order mark"
    : undefined;
}

/** Whether the text comes back from being formatted. */
function isFormatted(text: string): boolean {
  const formatted = format(text);
  const isWhole = text.trim() !== "" && `${text.trimEnd()}\n` === text && !/^[ \t]*\n/.test(text);
  return formatted.ok && formatted.value === text && isWhole;
}
