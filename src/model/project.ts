import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Environment } from "./environment.ts";
import type { Files } from "./files.ts";
import type { ProjectSchema } from "./schema.ts";
import type { Specs } from "./spec.ts";
import type { Templates } from "./templates.ts";

/** A repository, read and checked; nothing is rendered yet. */
export interface Project {
  /** Absolute path of the repository. */
  readonly root: string;
  readonly files: Files;
  readonly schema: ProjectSchema;
  readonly specs: Specs;
  /** The environments without errors, in promotion order and then by name. */
  readonly environments: readonly Environment[];
  readonly templates: Templates;
  /** Whether functions of the schema read several environments, so that a change of one may change another. */
  readonly readsOtherEnvironments: boolean;
  /** All problems of schema, specs and templates, sorted. If one is an error, nothing is written. */
  readonly problems: readonly Diagnostic[];
  /** The hash of all sources; absent where it was not computed. */
  readonly fingerprint?: string | undefined;
}
