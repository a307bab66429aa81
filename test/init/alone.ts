import type { RepositorySetup } from "../../src/init/repositorySetup.ts";

/** A project that is the whole of its repository. */
export const alone: RepositorySetup = {
  folder: "",
  ci: "github",
  packages: "npm",
  lockFolder: "",
  branch: "main",
  owners: new Map(),
};
