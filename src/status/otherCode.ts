import { foldersAt } from "../git/foldersAt.ts";
import { askGit } from "../git/git.ts";
import { manifestFile } from "../manifest/paths.ts";
import type { Environment } from "../model/environment.ts";
import type { Files } from "../model/files.ts";
import type { Commit } from "../model/history.ts";
import type { Layout } from "../model/layout.ts";
import type { StateFault } from "../model/status.ts";
import { argumentsIn } from "./argumentsIn.ts";
import { comparableConstant, comparableJson } from "./comparable.ts";
import type { DeclaredCode } from "./declaredCode.ts";
import { addressOf, type StateInstance } from "./readState.ts";

/** How many commits are looked at, those that changed the environment last. */
const mostCommits = 30;

/** A value in a state that is not what code says. */
interface Other {
  readonly instance: StateInstance;
  readonly argument: string;
  readonly value: string;
}

/** The code at hand, and what has read it. */
interface CodeHere {
  readonly files: Pick<Files, "read" | "list">;
  readonly codeIn: (folder: string) => DeclaredCode;
}

/**
 * Resources that a state has as another commit's code says, and not as the code at hand: a part of that was applied,
 * with `-target`, which leaves no other mark. A value that is neither's may be the provider's way to write it, or what
 * somebody changed in the real infrastructure: that is for a plan to tell.
 *
 * @param root absolute path of the project
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
  const commits = commitsOf(root, manifestFile(layout, name));
  const past = foldersAt(
    root,
    commits.map(({ hash }) => hash),
    [...foldersOf(here, directory)],
  );
  return commits.flatMap((commit, index): StateFault[] => {
    const there = past.ok ? past.value[index] : undefined;
    if (!there || waiting.size === 0) return [];
    const argumentsThere = argumentsIn(there, directory);
    const found = [...waiting].filter(
      ({ instance, argument, value }) =>
        comparableConstant(argumentsThere(instance).get(argument) ?? null) === value,
    );
    for (const one of found) waiting.delete(one);
    return found.length > 0
      ? [
          {
            kind: "part",
            addresses: [...new Set(found.map(({ instance }) => addressOf(instance)))],
            commit,
          },
        ]
      : [];
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

/** A value of any type stands beside its type. */
function plainValue(attribute: unknown): unknown {
  if (typeof attribute !== "object" || attribute === null || Array.isArray(attribute)) {
    return attribute;
  }
  const { value, type, ...rest } = attribute as Readonly<Record<string, unknown>>;
  return type !== undefined && Object.keys(rest).length === 0 ? value : attribute;
}

/** The newest commits that gave an environment other code, on all branches and in the reflog. */
function commitsOf(root: string, manifest: string): readonly Commit[] {
  const format = "--format=%H%x00%ct%x00%s";
  const which = ["--all", "--reflog", `--max-count=${mostCommits}`];
  const log = askGit(root, ["log", ...which, format, "--", manifest]);
  if (!log.ok) return [];
  const lines = log.value.toString().split("\n").filter(Boolean);
  return lines.map((line) => {
    const [hash = "", seconds = "", subject = ""] = line.split("\0");
    const date = new Date(Number(seconds) * 1000).toISOString().slice(0, 10);
    return { hash, date, subject: subject.replace(/\p{Cc}/gu, " ") };
  });
}

/** An environment's folder, and those of the modules that it calls, and these. */
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
