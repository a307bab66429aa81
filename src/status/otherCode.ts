import { foldersAt } from "../git/foldersAt.ts";
import { readCommits } from "../git/history.ts";
import { manifestFile } from "../manifest/paths.ts";
import type { Environment } from "../model/environment.ts";
import type { Files } from "../model/files.ts";
import type { Layout } from "../model/layout.ts";
import type { StateFault } from "../model/status.ts";
import { argumentsIn } from "./argumentsIn.ts";
import { comparableConstant, comparableJson } from "./comparable.ts";
import type { DeclaredCode } from "./declaredCode.ts";
import { nameOf } from "./graph.ts";
import { addressOf, type StateInstance } from "./readState.ts";

/** The largest number of commits, on all branches and in the reflog: those that changed the environment last. */
const mostCommits = 30;

/** A value in a state that differs from the code. */
interface Other {
  readonly instance: StateInstance;
  readonly argument: string;
  readonly value: string;
}

/** The code of this checkout, and its reader. */
interface CodeHere {
  readonly files: Pick<Files, "read" | "list">;
  readonly codeIn: (folder: string) => DeclaredCode;
}

/**
 * Resources whose values in a state are those of another commit's code, not of the code here: a part of that was applied,
 * with `-target`, which leaves no other trace. A value that is of neither may be the provider's notation, or a
 * change of the real infrastructure: a plan reports that.
 */
export function partsOfOtherCode(
  root: string,
  layout: Layout,
  { name, directory }: Pick<Environment, "name" | "directory">,
  here: CodeHere,
  resources: readonly StateInstance[],
): readonly StateFault[] {
  const waiting = new Set(othersIn(here, directory, resources));
  if (waiting.size === 0) return [];
  const which = ["--date-order", "--all", "--reflog", `--max-count=${mostCommits}`];
  const commits = readCommits(root, [...which, "--", manifestFile(layout, name)]);
  if (!commits.ok) return [];
  const hashes = commits.value.map(({ hash }) => hash);
  const past = foldersAt(root, hashes, [...foldersOf(here, directory)]);
  if (!past.ok) return [];
  return commits.value.flatMap((commit, index): StateFault[] => {
    const there = past.value[index];
    if (!there || waiting.size === 0) return [];
    const argumentsThere = argumentsIn(there, directory);
    const found = [...waiting].filter(
      ({ instance, argument, value }) =>
        comparableConstant(argumentsThere(instance).get(argument) ?? null) === value,
    );
    for (const one of found) waiting.delete(one);
    if (found.length === 0) return [];
    const addresses = [...new Set(found.map(({ instance }) => addressOf(instance)))];
    return [{ kind: "part", addresses, commit: nameOf(commit) }];
  });
}

function othersIn(
  { files, codeIn }: CodeHere,
  directory: string,
  resources: readonly StateInstance[],
): readonly Other[] {
  const argumentsHere = argumentsIn(files, directory, codeIn);
  const managed = resources.filter(({ mode, isDeposed }) => mode === "managed" && !isDeposed);
  return managed.flatMap((instance) =>
    [...argumentsHere(instance)].flatMap(([argument, here]): Other[] => {
      const there = plainValue(instance.attributes[argument]);
      if (here === null || there === null || there === undefined) return [];
      const [code, value] = [comparableConstant(here), comparableJson(there)];
      return code === undefined || code === value ? [] : [{ instance, argument, value }];
    }),
  );
}

/** A value of type `any` is wrapped with its type. */
function plainValue(attribute: unknown): unknown {
  if (typeof attribute !== "object" || attribute === null || Array.isArray(attribute)) {
    return attribute;
  }
  const { value, type, ...rest } = attribute as Readonly<Record<string, unknown>>;
  return type !== undefined && Object.keys(rest).length === 0 ? value : attribute;
}

/** The folders of an environment and of all modules that it calls, directly or not. */
function foldersOf({ codeIn }: CodeHere, directory: string): ReadonlySet<string> {
  const found = new Set<string>();
  const waiting = [directory];
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    if (found.has(folder)) continue;
    found.add(folder);
    waiting.push(...codeIn(folder).calls.flatMap((call) => call.folder ?? []));
  }
  return found;
}
