import type { Files } from "../model/files.ts";
import { type LockedPackages, lockedPackages } from "./workspaces.ts";

/** The default name of the main branch. */
export const usualBranch = "main";

/** The CI systems that init writes a pipeline for. */
export const ciSystems = ["github", "gitlab", "none"] as const;
export type CiSystem = (typeof ciSystems)[number];

/** The repository around a project. */
export interface RepositorySetup extends LockedPackages {
  /** The project's folder below the repository's root, with `/` at its end; empty for the root itself. */
  readonly folder: string;
  readonly ci: CiSystem;
  /** The main branch. */
  readonly branch: string;
  /** Who reviews what changes an environment, as CODEOWNERS names them. */
  readonly owners: ReadonlyMap<string, string>;
}

/**
 * What a project stands in, as the repository shows it.
 *
 * @param repository the files of the repository, or of the project where there is none
 * @param folder the project's folder in it, with `/` at its end
 */
export function readRepositorySetup(
  repository: Files,
  folder: string,
): Omit<RepositorySetup, "branch" | "owners"> {
  const has = (path: string): boolean => repository.kind(path) !== undefined;
  const ci = has(".gitlab-ci.yml") && !has(".github") ? "gitlab" : "github";
  return { folder, ci, ...lockedPackages(repository, folder) };
}
