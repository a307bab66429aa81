import { posix } from "node:path";
import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import type { WrongAnswer } from "../diagnostics/messages/wrongAnswers.ts";
import { pathPattern } from "../text/pathPattern.ts";

/** What a selector is matched against. */
interface Selectable {
  readonly name: string;
  readonly stack: { readonly name: string };
}

/** How commands that take environments name them in their usage line. */
export const selectorNames = "[ENV...]";

/** How the help of those commands explains it. */
export const selectorHelp = `ENV is a name, a pattern such as 'prod/*', or stack=NAME. Several names and patterns
select all environments that match one of them; stack=NAME limits these to one stack.`;

/**
 * The environments that a command line chooses: names and patterns (`*` within a folder, `**` across folders, `?`)
 * add up, and `stack=name` keeps those of that stack. Nothing chosen is all of them.
 *
 * @param environments in whatever order they are to come back in
 * @returns also a problem for every selector that chooses none
 */
export function selectEnvironments<One extends Selectable>(
  environments: readonly One[],
  selectors: readonly string[],
): { readonly environments: readonly One[]; readonly problems: readonly Diagnostic[] } {
  const isOfStack = (selector: string): boolean => selector.startsWith("stack=");
  const stacks = selectors.filter(isOfStack).map((selector) => selector.slice("stack=".length));
  const names = selectors.filter((selector) => !isOfStack(selector));
  const byName = anyOf(names);
  const byStack = anyOf(stacks);
  const chosen = environments.filter(({ name, stack }) => byName(name) && byStack(stack.name));
  const known = environments.map(({ name }) => name);
  const knownStacks = [...new Set(environments.map(({ stack }) => stack.name))];
  const folders = known.filter((name) => name.includes("/")).map((name) => posix.dirname(name));
  const reasons: readonly WrongAnswer[] = [
    ...names
      .filter((name) => !known.some(pathPattern(name)))
      .map((name): WrongAnswer => {
        if (!/[*?]/.test(name)) return { kind: "unknown", what: "environment", name, known };
        const near = folders.map((folder) => `${folder}/*`);
        return { kind: "no-match", selector: name, known, near };
      }),
    ...stacks
      .filter((stack) => !knownStacks.some(pathPattern(stack)))
      .map((stack): WrongAnswer => {
        const all = knownStacks.map((name) => `stack=${name}`);
        return { kind: "no-match", selector: `stack=${stack}`, known: all, near: all };
      }),
  ];
  const isNone = reasons.length === 0 && chosen.length === 0 && selectors.length > 0;
  const told = isNone ? [{ kind: "none-of-all", selectors } as const] : reasons;
  const problems = told.map((reason) => diagnostic("answer-wrong", { option: "ENV", reason }));
  return { environments: chosen, problems };
}

function anyOf(selectors: readonly string[]): (name: string) => boolean {
  const matchers = selectors.map(pathPattern);
  return (name) => matchers.length === 0 || matchers.some((matches) => matches(name));
}
