import type { ValueMap } from "./value.ts";

/** What `atlantis.yaml` says besides the project's environments. */
export interface Atlantis {
  /** Where the project lies in its repository: empty, or ending in `/`. */
  readonly prefix: string;
  /** What stands beside the projects. */
  readonly file: ValueMap;
  /** What every one of its projects says. */
  readonly projects: ValueMap;
}
