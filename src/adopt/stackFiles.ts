import type { NotUnified } from "../diagnostics/messages/adopt.ts";
import { format } from "../hcl/format.ts";
import { outline } from "../hcl/outline/outline.ts";
import { pathIn } from "./roots.ts";
import type { StackPlan } from "./stacks.ts";
import type { Context, Part, Side } from "./unify/parts.ts";
import { unify } from "./unify/unify.ts";

/** What adopting makes of the files of one name in a stack's environments. */
export interface AdoptedFile {
  /** Its stack and name. */
  readonly id: string;
  readonly name: string;
  /** How it is carried over, from most to least shared. */
  readonly carrying: "formatted" | "as written" | "verbatim";
  /** The environments that have it, with its text there. */
  readonly sides: readonly Side[];
  readonly same: boolean;
  readonly crlf: boolean;
  /** What its template is made of; absent where it is carried verbatim. */
  readonly parts?: readonly Part[];
  /** Why it is not unified and formatted. */
  readonly why?: NotUnified;
}

/**
 * Unifies the files of a stack's environments, name by name.
 *
 * @param variables that the root modules declare
 * @param verbatim files that were not reproduced otherwise
 */
export function unifyFiles(
  { name: stack, members }: StackPlan,
  variables: ReadonlySet<string>,
  verbatim: ReadonlySet<AdoptedFile["id"]> = new Set(),
  ignored: (path: string) => boolean = () => false,
): readonly AdoptedFile[] {
  const byName = new Map<string, Side[]>();
  for (const [index, { root }] of members.entries()) {
    for (const [name, text] of root.files) {
      if (text === undefined || ignored(pathIn(root, name))) continue;
      byName.set(name, [...(byName.get(name) ?? []), { index, text }]);
    }
  }
  const names = members.map(({ name }) => name);
  const short = names.map((name) => name.slice(name.lastIndexOf("/") + 1));
  const defined = new Set([...byName].flatMap(([name, sides]) => definedIn(name, sides)));
  const context = {
    names: short,
    areWhole: short.every((name, index) => name === names[index]),
    variables,
    defaulted: new Set([...variables].filter((name) => !defined.has(name))),
  };
  return [...byName].map(([name, sides]) => {
    const id = `${stack}/${name}`;
    return { id, name, sides, ...unifyFile(name, sides, verbatim.has(id), context) };
  });
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
  isVerbatim: boolean,
  { variables, defaulted, ...known }: Omit<Required<Context>, "formatted">,
): Omit<AdoptedFile, "id" | "name" | "sides"> {
  const [first] = sides;
  const same = sides.every(({ text }) => text === first?.text);
  const isDefinitions = name.endsWith(".tfvars");
  // Where the only environment that has it keeps its state is a value: another one has its own.
  const isState = sides.length === 1 && /\b(?:backend|cloud)\b/.test(first?.text ?? "");
  if (same && !isDefinitions && !isState) return { same, crlf: false, carrying: "as written" };
  const why = isVerbatim ? "not-reproduced" : obstacleTo(name, sides);
  if (why) return { same, crlf: false, carrying: "verbatim", why };
  const crlf = sides.some(({ text }) => text.includes("\r\n"));
  const texts = crlf
    ? sides.map(({ index, text }) => ({ index, text: text.replaceAll("\r\n", "\n") }))
    : sides;
  const formatted = texts.every(({ text }) => isFormatted(text));
  const given = isDefinitions ? { variables } : { defaulted };
  const parts = unify(texts, { ...known, ...given, formatted });
  return formatted
    ? { same, crlf, parts, carrying: "formatted" }
    : { same, crlf, parts, carrying: "as written", why: "unformatted" };
}

/** Why a template cannot hold what the environments have. */
function obstacleTo(name: string, sides: readonly Side[]): NotUnified | undefined {
  if (!/\.(?:tf|tfvars)$/.test(name)) return "not-hcl";
  if (name.startsWith("_")) return "partial";
  const returns = sides.map(({ text }) => [
    text.split("\r").length - 1,
    text.split("\r\n").length - 1,
    text.split("\n").length - 1,
  ]);
  const areMixed = returns.some(
    ([all, pairs, lines]) => all !== pairs || (pairs !== 0 && pairs !== lines),
  );
  const isSome = returns.some(([all]) => all !== 0) && returns.some(([all]) => all === 0);
  if (areMixed || isSome) return "line-ends";
  return sides.some(({ text }) => text.startsWith("\uFEFF")) ? "byte-order-mark" : undefined;
}

/** Whether the text comes back from being formatted. */
function isFormatted(text: string): boolean {
  const formatted = format(text);
  const isWhole = text.trim() !== "" && `${text.trimEnd()}\n` === text && !/^[ \t]*\n/.test(text);
  return formatted.ok && formatted.value === text && isWhole;
}
