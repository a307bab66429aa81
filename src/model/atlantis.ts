import type { ValueMap } from "./value.ts";

/** What `atlantis.yaml` says besides the project's environments. */
export interface Atlantis {
  /** The project's folder in its repository: empty, or ending in `/`. */
  readonly prefix: string;
  /** Top-level entries besides `projects`. */
  readonly file: ValueMap;
  /** Entries of every project. */
  readonly projects: ValueMap;
}
