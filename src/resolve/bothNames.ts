import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import type { Environment } from "../model/environment.ts";
import type { ProjectStack } from "../model/schema.ts";
import type { Path, ValueMap } from "../model/value.ts";
import { canonical } from "../values/canonical.ts";

/** What specs say of variables, each deprecated one and its successor with one value. */
export interface BothNames {
  readonly given: ValueMap;
  /** Names whose value is given under the other name. */
  readonly saidAs: ReadonlyMap<string, string>;
  readonly problems: readonly Diagnostic[];
}

/** While a variable has two names, a spec may say either: the old one is a warning, two different values an error. */
export function bothNames(
  { variables }: ProjectStack,
  given: ValueMap,
  locate: Environment["locate"],
): BothNames {
  const saidAs = new Map<string, string>();
  const problems: Diagnostic[] = [];
  const withTwoNames = [...variables.values()].filter(({ deprecated }) => deprecated);
  // Most stacks have none, and a copy of all values takes memory.
  if (withTwoNames.length === 0) return { given, saidAs, problems };
  const all = { ...given };
  for (const { name, deprecated, type, required } of withTwoNames) {
    if (!deprecated) continue;
    const { message, successor } = deprecated;
    const old = Object.hasOwn(given, name) ? given[name] : undefined;
    const other =
      successor !== undefined && Object.hasOwn(given, successor) ? given[successor] : undefined;
    if (old !== undefined) {
      const location = locate(["variables", name], "key");
      problems.push(diagnostic("deprecated-given", { name, message }, location));
    }
    if (successor === undefined) continue;
    if (old !== undefined && other !== undefined) {
      if (canonical(old, type) === canonical(other, type)) continue;
      const related = [
        { location: locate(["variables", successor], "key"), note: "the other value" },
      ];
      const args = { name, successor };
      problems.push(
        diagnostic("deprecated-twice", args, locate(["variables", name], "key"), related),
      );
    } else if (old !== undefined) {
      all[successor] = old;
      saidAs.set(successor, name);
    } else if (other !== undefined) {
      all[name] = other;
      saidAs.set(name, successor);
    } else if (required) {
      // Without a value the old name has the default of the new one.
      const byDefault = variables.get(successor)?.declaration.default;
      if (byDefault !== undefined) all[name] = byDefault;
    }
  }
  return { given: all, saidAs, problems };
}

/** A locator that finds a value under the name that the spec uses. */
export function locateEither(
  locate: Environment["locate"],
  saidAs: ReadonlyMap<string, string>,
): Environment["locate"] {
  if (saidAs.size === 0) return locate;
  const pathOf = ([section, name, ...rest]: Path): Path =>
    section === "variables" ? [section, saidAs.get(String(name)) ?? String(name), ...rest] : [];
  return (path, what) =>
    path[0] === "variables" && path.length > 1 ? locate(pathOf(path), what) : locate(path, what);
}
