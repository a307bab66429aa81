import { withMerges } from "../git/mergedChanges.ts";
import { isManifestPath } from "../manifest/paths.ts";
import type { History, MainBranch } from "../model/history.ts";
import { environmentDirectory, generatedDirectory } from "../model/layout.ts";
import { type Concerns, homecoming } from "./homecoming.ts";
import { type Judged, judge, type Question } from "./judge.ts";

/** What is known of the repository that environments are judged in. */
export interface Repository {
  /** Its `head` is the commit that is judged. Absent where there is no repository. */
  readonly history: History | undefined;
  readonly main: MainBranch | undefined;
  /** All environments of the project. */
  readonly environments: readonly string[];
  /** The day by which holds are judged, `YYYY-MM-DD`. */
  readonly today: string;
}

/**
 * Judges environments in a repository: where a commit is found that HEAD does not have, merges are tried, to see
 * whether its changes came home.
 *
 * @param root absolute path of the project
 */
export function judgeIn(
  root: string,
  questions: readonly Question[],
  { history, main, environments, today }: Repository,
): readonly Judged[] {
  const concerns = concernsOf(environments);
  return withMerges(root, (mergedChanges) =>
    judge(questions, {
      history,
      today,
      tip: main?.commit,
      homecoming: (name, hash) =>
        history
          ? homecoming(history, name, hash, mergedChanges, concerns)
          : { code: false, hold: false },
    }),
  );
}

/** What files are to environments: a schema imports what it likes, so whatever is not generated is a source. */
function concernsOf(environments: readonly string[]): Concerns {
  const folder = `${generatedDirectory}/`;
  const isGenerated = (path: string): boolean => path.startsWith(folder);
  const isRead = (path: string): boolean =>
    isGenerated(path) &&
    !isManifestPath(path.slice(folder.length)) &&
    !path.endsWith(".schema.json");
  const isOf = (path: string, name: string): boolean =>
    path.startsWith(`${environmentDirectory(name)}/`);
  return {
    isSource: (path) => !isGenerated(path),
    isCode: (path, environment) => {
      if (isOf(path, environment)) {
        return path !== `${environmentDirectory(environment)}/terraloom.tf`;
      }
      return isRead(path) && !environments.some((name) => isOf(path, name));
    },
  };
}
