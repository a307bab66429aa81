import type { Files } from "../model/files.ts";

/** What a branch is called that nothing tells the name of. */
export const usualBranch = "main";

/** The CI systems that init writes a pipeline for. */
export const ciSystems = ["github", "gitlab", "none"] as const;
export type CiSystem = (typeof ciSystems)[number];

/** The package managers of JavaScript. */
export type PackageManager = "npm" | "pnpm" | "yarn";

/** What a project stands in. */
export interface Surroundings {
  /** The project's folder below the repository's root, with `/` at its end; empty for the root itself. */
  readonly folder: string;
  readonly ci: CiSystem;
  readonly packages: PackageManager;
  /** The folder that has the lock file, below the repository's root: of a workspace the root; as `folder`. */
  readonly lockFolder: string;
  /** The branch that changes come into. */
  readonly branch: string;
  /** Who reviews what changes an environment, as CODEOWNERS names them. */
  readonly owners: ReadonlyMap<string, string>;
}

const lockFiles: readonly (readonly [string, PackageManager])[] = [
  ["package-lock.json", "npm"],
  ["pnpm-lock.yaml", "pnpm"],
  ["yarn.lock", "yarn"],
];

/**
 * What a project stands in, as the repository shows it.
 *
 * @param repository the files of the repository, or of the project where there is none
 * @param folder the project's folder in it, with `/` at its end
 */
export function readSurroundings(
  repository: Files,
  folder: string,
): Pick<Surroundings, "folder" | "ci" | "packages" | "lockFolder"> {
  const has = (path: string): boolean => repository.kind(path) !== undefined;
  const ci = has(".gitlab-ci.yml") && !has(".github") ? "gitlab" : "github";
  for (let at = folder; ; at = at.replace(/[^/]*\/$/, "")) {
    const found = lockFiles.find(([name]) => has(at + name));
    if (found) return { folder, ci, packages: found[1], lockFolder: at };
    if (at === "") return { folder, ci, packages: "npm", lockFolder: folder };
  }
}
