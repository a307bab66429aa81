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
  /** The environments that are whole, in promotion order and then by name. */
  readonly environments: readonly Environment[];
  readonly templates: Templates;
  /** Whether functions of the schema looked at several environments: a change of one may be one of another. */
  readonly readsOtherEnvironments: boolean;
  /** Everything that is wrong with schema, specs and templates, sorted. With an error among them nothing is written. */
  readonly problems: readonly Diagnostic[];
  /** Of all that was read: another one means that a source was changed since. Absent where it was not taken. */
  readonly fingerprint?: string | undefined;
}
