import type { PackageManager } from "../surroundings.ts";

/** What installs the packages that the lock file names, and nothing else. */
export const installCommands: Readonly<Record<PackageManager, string>> = {
  npm: "npm ci",
  pnpm: "pnpm install --frozen-lockfile",
  yarn: "yarn install --immutable",
};

/** What runs a program of the installed packages. */
export const runCommands: Readonly<Record<PackageManager, string>> = {
  npm: "npx",
  pnpm: "pnpm exec",
  yarn: "yarn",
};

/** The lock file of each. */
export const lockFiles: Readonly<Record<PackageManager, string>> = {
  npm: "package-lock.json",
  pnpm: "pnpm-lock.yaml",
  yarn: "yarn.lock",
};
