import type { Project } from "../../model/project.ts";
import { foldersBelow } from "../../moduleCheck/tree.ts";
import type { SourcedCode } from "./sources.ts";

/** How many folders are looked into at most for calls of a module: a repository may hold anything. */
const mostFolders = 5_000;

/** The folders that may call a module: those of environments, and all others. They are looked for when somebody asks. */
export function callersIn({ files, environments }: Project): () => readonly string[] {
  let found: readonly string[] | undefined;
  return () => {
    const own = environments.map(({ directory }) => directory);
    found ??= [...new Set([...own, ...foldersBelow("", files, mostFolders)])];
    return found;
  };
}

/**
 * The calls of a module that are not given a variable, as people find them: `module.db in environments/staging`.
 *
 * @param given the calls that are: the folder where one stands, a line end, its name
 */
export function callsWithout(
  folder: string,
  callers: readonly string[],
  code: SourcedCode,
  given: ReadonlySet<string>,
): readonly string[] {
  return callers.flatMap((caller) =>
    (code.module(caller)?.calls ?? [])
      .filter((call) => call.folder === folder && !given.has(`${caller}\n${call.name}`))
      .map((call) => `module.${call.name} in ${caller}`),
  );
}
