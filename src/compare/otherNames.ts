import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import type { Environment } from "../model/environment.ts";
import type { ProjectStack } from "../model/schema.ts";
import { isMapValue, type Path, type Value } from "../model/value.ts";
import { givenOf, specPath, subjectsOf } from "./subject.ts";

/**
 * Values that may differ and contain the name of another environment of the stack, as if copied from there. A
 * value whose reason names that environment is intended, and values that `add environment` copies are not compared.
 */
export function namesOfOthers(
  stack: ProjectStack,
  environments: readonly Environment[],
): readonly Diagnostic[] {
  const subjects = subjectsOf(stack).filter(
    ({ kind, name, drift, sensitive, computed }) =>
      drift !== undefined &&
      !sensitive &&
      !computed &&
      !(kind === "setting" && stack.settings.get(name)?.copied),
  );
  const namesIn = nameFinder(environments.map(shortName).filter((name) => name.length > 2));
  return environments.flatMap((environment) => {
    const own = shortName(environment);
    return subjects.flatMap((subject) =>
      textsIn(givenOf(environment, subject)).flatMap(({ path, text }) => {
        const rest = text.replaceAll(wordOf(own), "");
        const other = namesIn(rest).find(
          (name) => name !== own && !holds(own, name) && !knowsOf(subject.drift, name),
        );
        if (other === undefined) return [];
        const { kind, name } = subject;
        const args = { kind, name, environment: environment.name, other, text };
        const place = environment.locate([...specPath(subject), ...path], "value");
        return [diagnostic("other-environments-name", args, place)];
      }),
    );
  });
}

/** Finds the names that stand in a text as words, in their order, in time that does not depend on their number. */
function nameFinder(names: readonly string[]): (text: string) => readonly string[] {
  const ranks = new Map(names.map((name, rank) => [name.toLowerCase(), rank] as const).reverse());
  const longest = names.reduce((most, { length }) => Math.max(most, length), 0);
  return (text) => {
    const lower = text.toLowerCase();
    const found = new Set<number>();
    for (const { index: start } of lower.matchAll(/(?<![a-z0-9])[a-z0-9]/g)) {
      for (let end = start + 1; end <= Math.min(lower.length, start + longest); end++) {
        if (/[a-z0-9]/.test(lower.charAt(end))) continue;
        const rank = ranks.get(lower.slice(start, end));
        if (rank !== undefined) found.add(rank);
      }
    }
    return [...found].sort((a, b) => a - b).flatMap((rank) => names[rank] ?? []);
  };
}

function shortName({ name }: Environment): string {
  return name.slice(name.lastIndexOf("/") + 1);
}

function wordOf(name: string): RegExp {
  return new RegExp(`(?<![A-Za-z0-9])${name.replaceAll(/[.+]/g, "\\$&")}(?![A-Za-z0-9])`, "gi");
}

function holds(text: string, name: string): boolean {
  return wordOf(name).test(text);
}

/** The reason that `adopt` writes names all environments, and must be replaced. */
function knowsOf(reason = "", name: string): boolean {
  return holds(reason, name) && !reason.endsWith("since before terraloom: say why");
}

interface PlacedText {
  readonly path: Path;
  readonly text: string;
}

function textsIn(value: Value | undefined, path: Path = []): readonly PlacedText[] {
  if (typeof value === "string") return [{ path, text: value }];
  if (Array.isArray(value)) return value.flatMap((one, at) => textsIn(one, [...path, at]));
  if (value === undefined || !isMapValue(value)) return [];
  return Object.entries(value).flatMap(([key, one]) => textsIn(one, [...path, key]));
}
