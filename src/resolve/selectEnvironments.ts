import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import { nearest } from "../diagnostics/nearest.ts";
import { unknownName } from "../diagnostics/unknownName.ts";
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
  const problems = [
    ...names
      .filter((selector) => !environments.some(({ name }) => pathPattern(selector)(name)))
      .map((selector) => noEnvironment(selector, environments)),
    ...stacks
      .filter((selector) => !environments.some(({ stack }) => pathPattern(selector)(stack.name)))
      .map((selector) => noStack(selector, environments)),
  ];
  if (problems.length === 0 && chosen.length === 0 && selectors.length > 0) {
    const problem = `no environment is all of ${selectors.join(" ")}`;
    problems.push(diagnostic("answer-wrong", { option: "ENV", problem }));
  }
  return { environments: chosen, problems };
}

function anyOf(selectors: readonly string[]): (name: string) => boolean {
  const matchers = selectors.map(pathPattern);
  return (name) => matchers.length === 0 || matchers.some((matches) => matches(name));
}

function noEnvironment(selector: string, environments: readonly Selectable[]): Diagnostic {
  const known = environments.map(({ name }) => name);
  if (!/[*?]/.test(selector)) return unknownName("ENV", "environment", selector, known);
  const problem = `no environment is named like "${selector}" (there are: ${known.join(", ") || "none"})`;
  const literal = selector.replaceAll(/[*?]/g, "");
  const folders = known.map((name) => name.slice(0, name.lastIndexOf("/") + 1));
  const meant = nearest(literal, new Set(folders.filter((folder) => folder !== "")));
  const advice = meant && `Did you mean "${meant}*"?`;
  return diagnostic("answer-wrong", { option: "ENV", problem, advice });
}

function noStack(selector: string, environments: readonly Selectable[]): Diagnostic {
  const known = [...new Set(environments.map(({ stack }) => stack.name))];
  const problem = `no environment is of a stack "${selector}" (there are: ${known.join(", ") || "none"})`;
  const meant = nearest(selector, known);
  const advice = meant && `Did you mean "stack=${meant}"?`;
  return diagnostic("answer-wrong", { option: "ENV", problem, advice });
}
