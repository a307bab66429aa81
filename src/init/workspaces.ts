import { type Files, readText } from "../model/files.ts";
import { isMapValue } from "../model/value.ts";
import { pathPattern } from "../text/pathPattern.ts";
import { parseSpec } from "../yaml/parseSpec.ts";
import { type PackageManager, packageManagers } from "./packageManagers.ts";

/** The packages of a folder, and those of a workspace that is rooted there. */
export interface LockedPackages {
  readonly packages: PackageManager;
  /** The folder that has the lock file, below the repository's root, with `/` at its end. */
  readonly lockFolder: string;
  /** The file whose list of packages must name the folder before anything is installed for it; absent: none. */
  readonly unlistedIn?: string;
}

export function lockedPackages(repository: Files, folder: string): LockedPackages {
  for (let at = folder; ; at = at.replace(/[^/]*\/$/, "")) {
    const packages = lockedWith(repository, at);
    if (packages) return lockOf(repository, at, packages, folder);
    if (at === "") return { packages: "npm", lockFolder: folder };
  }
}

function lockedWith(repository: Files, folder: string): PackageManager | undefined {
  const isThere = (name: PackageManager): boolean =>
    repository.kind(folder + packageManagers[name].lockFile) !== undefined;
  if (isThere("npm")) return "npm";
  if (isThere("pnpm")) return "pnpm";
  if (!isThere("yarn")) return undefined;
  const lock = readText(repository, folder + packageManagers.yarn.lockFile) ?? "";
  return lock.includes("# yarn lockfile v1") ? "yarn-classic" : "yarn";
}

function lockOf(
  repository: Files,
  lockFolder: string,
  packages: PackageManager,
  folder: string,
): LockedPackages {
  if (lockFolder === folder) return { packages, lockFolder };
  const list = lockFolder + (packages === "pnpm" ? "pnpm-workspace.yaml" : "package.json");
  if (isListed(packagePatterns(repository, list), folder.slice(lockFolder.length))) {
    return { packages, lockFolder };
  }
  // npm and the old yarn install a package that no workspace lists by itself; pnpm does where there is no workspace.
  const standsAlone =
    packages === "npm" ||
    packages === "yarn-classic" ||
    (packages === "pnpm" && repository.kind(list) === undefined);
  return standsAlone
    ? { packages, lockFolder: folder }
    : { packages, lockFolder, unlistedIn: list };
}

function isListed(patterns: readonly string[], folder: string): boolean {
  const clean = (path: string): string => path.replace(/^!?(?:\.\/)?/, "").replace(/\/$/, "");
  const fits = (pattern: string): boolean => pathPattern(clean(pattern))(clean(folder));
  const [excluding, including] = [true, false].map((excludes) =>
    patterns.filter((pattern) => pattern.startsWith("!") === excludes),
  );
  return including?.some(fits) === true && excluding?.some(fits) !== true;
}

/** The folders that a workspace lists, as package.json or pnpm-workspace.yaml says it. */
function packagePatterns(repository: Files, file: string): readonly string[] {
  const content = parseSpec(file, readText(repository, file) ?? "").parsed.value;
  if (!isMapValue(content)) return [];
  const { workspaces = content } = content;
  const listed = isMapValue(workspaces) ? workspaces.packages : workspaces;
  return Array.isArray(listed) ? listed.filter((one) => typeof one === "string") : [];
}
