/** What installs a project's packages. Yarn 1 has other commands than later versions. */
export type PackageManager = "npm" | "pnpm" | "yarn" | "yarn-classic";

/** The commands of a package manager. */
interface PackageCommands {
  readonly program: "npm" | "pnpm" | "yarn";
  readonly lockFile: string;
  /** Installs the packages that the lock file names, and nothing else. */
  readonly installLocked: string;
  /** Adds a package of development. */
  readonly add: string;
  /** Runs a program of the installed packages, and prints nothing of its own: what runs may be read by another program. */
  readonly run: string;
  /** Runs Node where it finds the installed packages. */
  readonly node: string;
  /** Where `npm_config_cache` and the like say that downloads are kept. */
  readonly cacheVariable: string;
}

/** The package managers of JavaScript. */
export const packageManagers: Readonly<Record<PackageManager, PackageCommands>> = {
  npm: {
    program: "npm",
    lockFile: "package-lock.json",
    installLocked: "npm ci",
    add: "npm install --save-dev",
    run: "npx",
    node: "node",
    cacheVariable: "npm_config_cache",
  },
  pnpm: {
    program: "pnpm",
    lockFile: "pnpm-lock.yaml",
    installLocked: "pnpm install --frozen-lockfile",
    add: "pnpm add --save-dev",
    run: "pnpm exec",
    node: "node",
    cacheVariable: "npm_config_store_dir",
  },
  yarn: {
    program: "yarn",
    lockFile: "yarn.lock",
    installLocked: "yarn install --immutable",
    add: "yarn add --dev",
    run: "yarn",
    node: "yarn node",
    cacheVariable: "YARN_GLOBAL_FOLDER",
  },
  "yarn-classic": {
    program: "yarn",
    lockFile: "yarn.lock",
    installLocked: "yarn install --frozen-lockfile",
    add: "yarn add --dev",
    run: "yarn --silent",
    node: "node",
    cacheVariable: "YARN_CACHE_FOLDER",
  },
};
