import type { Diagnostic, Location } from "../diagnostics/diagnostic.ts";
import type { Layout } from "./layout.ts";

/** The kind of an output, by its ending: how values are written, and how it is checked. */
export type FileKind = "hcl" | "json" | "yaml" | "text";

/** A rendered file. */
export interface Output {
  /** Relative to the project's root. */
  readonly path: string;
  /** Often a getter that computes it: read it once. */
  readonly content: string | Uint8Array;
  readonly kind: FileKind;
  /** The template's path, or the part of terraloom that makes it. */
  readonly source: string;
  /** Whether it is executable; absent: not known. */
  readonly executable?: boolean | undefined;
  /** The environment whose folder it is in. */
  readonly environment?: string | undefined;
  /**
   * Of HCL: its text without the header and without its plain values. Outputs that share it differ in nothing else, so
   * what does not depend on values is worked out once for all of them. Absent where that is not known.
   */
  readonly shape?: string | undefined;
  /** The plain values that its shape is without, a line each. */
  readonly values?: string | undefined;
  /** The place in a template that made a line (from 1). It renders again, so it is only for errors. */
  readonly origin?: (line: number) => Location | undefined;
}

/** What rendering read of other environments. */
export interface CrossReads {
  /** What templates read: `settings.x`, `values.x`. */
  readonly looked: ReadonlySet<string>;
  /** Whether a digest covers files of another environment, or would if they existed. */
  readonly code: boolean;
  /** Whether code reads outputs from states, perhaps of other environments. */
  readonly states: boolean;
}

/** All files that are made but the manifest, by path, and each environment's digest. */
export interface Rendered {
  readonly layout: Layout;
  readonly outputs: ReadonlyMap<string, Output>;
  /** By environment. */
  readonly digests: ReadonlyMap<string, string>;
  /** By environment with holds: the digest of the holds. */
  readonly held: ReadonlyMap<string, string>;
  /** By environment, the place of its state, as far as its backend says. */
  readonly states: ReadonlyMap<string, readonly string[]>;
  readonly crossed: CrossReads;
  readonly problems: readonly Diagnostic[];
}
