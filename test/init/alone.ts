import type { Surroundings } from "../../src/init/surroundings.ts";

/** A project that is the whole of its repository. */
export const alone: Surroundings = {
  folder: "",
  ci: "github",
  packages: "npm",
  lockFolder: "",
  branch: "main",
  owners: new Map(),
};
