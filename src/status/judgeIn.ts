import { withMerges } from "../git/mergedChanges.ts";
import { isManifestFile } from "../manifest/paths.ts";
import type { Environment } from "../model/environment.ts";
import type { History, MainBranch } from "../model/history.ts";
import { appliedCodeFile, belowOutput, isOwnFolder, type Layout } from "../model/layout.ts";
import { type Concerns, inclusionOf } from "./inclusion.ts";
import { type Judged, judge, type Question } from "./judge.ts";

/** The repository in which environments are judged. */
export interface Repository {
  /** Its `head` is the commit that is judged. Absent where there is no repository. */
  readonly history: History | undefined;
  readonly main: MainBranch | undefined;
  readonly environments: readonly Pick<Environment, "name" | "directory">[];
  readonly layout: Layout;
  /** Today, for the end of holds: `YYYY-MM-DD`. */
  readonly today: string;
}

/**
 * Judges environments in a repository: where a commit is found that HEAD does not have, merges are tried, to see
 * whether HEAD has its changes by another commit.
 *
 * @param root absolute path of the project
 */
export function judgeIn(
  root: string,
  questions: readonly Question[],
  { history, main, today, ...project }: Repository,
): readonly Judged[] {
  const concerns = concernsOf(project);
  return withMerges(root, (mergedChanges) =>
    judge(questions, {
      history,
      today,
      tip: main?.commit,
      inclusion: (name, hash) =>
        history
          ? inclusionOf(history, name, hash, mergedChanges, concerns)
          : { code: false, hold: false },
    }),
  );
}

/** What files mean to environments: a schema may import any file, so all that are not generated are sources. */
function concernsOf({
  environments,
  layout,
}: Pick<Repository, "environments" | "layout">): Concerns {
  const directories = new Map(environments.map(({ name, directory }) => [name, directory]));
  const isIn = (path: string, folder: string): boolean => path.startsWith(`${folder}/`);
  const isOfSome = (path: string): boolean =>
    [...directories.values()].some((folder) => isIn(path, folder));
  const isGenerated = (path: string): boolean =>
    layout.outside.includes(path) ||
    isIn(path, layout.records) ||
    (!isOwnFolder(layout) && isOfSome(path));
  const isRead = (path: string): boolean =>
    belowOutput(layout, path) !== undefined &&
    !isManifestFile(layout, path) &&
    !path.endsWith(".schema.json");
  return {
    isSource: (path) => !isGenerated(path),
    isCode: (path, environment) => {
      const own = directories.get(environment);
      if (own !== undefined && isIn(path, own)) return path !== `${own}/${appliedCodeFile}`;
      return isRead(path) && !isOfSome(path);
    },
  };
}
