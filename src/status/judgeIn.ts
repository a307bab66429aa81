import { withMerges } from "../git/mergedChanges.ts";
import { isManifestFile } from "../manifest/paths.ts";
import type { Environment } from "../model/environment.ts";
import { appliedCodeFile, belowOutput, isOwnFolder, type Layout } from "../model/layout.ts";
import { type Concerns, inclusionOf } from "./inclusion.ts";
import { type Judged, type JudgementBasis, judge, type Question } from "./judge.ts";

/** The project that environments are judged in. */
interface Judging {
  /** Absolute. */
  readonly root: string;
  readonly environments: readonly Pick<Environment, "name" | "directory">[];
  readonly schema: { readonly layout: Layout };
}

/**
 * Judges environments in a repository: where a commit is found that HEAD does not have, merges are tried, to see
 * whether HEAD has its changes by another commit.
 */
export function judgeIn(
  project: Judging,
  questions: readonly Question[],
  basis: Pick<JudgementBasis, "history" | "today" | "tip">,
): readonly Judged[] {
  const known = project.environments.map(({ name }) => name);
  const concerns = concernsOf(project);
  return withMerges(project.root, (mergedChanges) =>
    judge(questions, {
      ...basis,
      known,
      inclusion: (history, name, hash) => inclusionOf(history, name, hash, mergedChanges, concerns),
    }),
  );
}

/** What files are to environments: a schema imports what it likes, so whatever is not generated is a source. */
function concernsOf({ environments, schema: { layout } }: Judging): Concerns {
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
