import type { Diagnostic, Location } from "../diagnostics/diagnostic.ts";
import type { Layout } from "./layout.ts";

/** What an output's ending says of it: how values are written into it, and how it is checked. */
export type FileKind = "hcl" | "json" | "yaml" | "text";

/** A file as it should be. */
export interface Output {
  /** Relative to the project's root. */
  readonly path: string;
  /** Often made again when it is asked for: to be read once, and not kept. */
  readonly content: string | Uint8Array;
  readonly kind: FileKind;
  /** What makes it: a template's path, or what of terraloom does. */
  readonly source: string;
  /** Whether it is a program; absent where that is not known. */
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
  /** The place in a template that made a line of it (from 1). Renders it again: for what went wrong. */
  readonly origin?: (line: number) => Location | undefined;
}

/** Whether anything was made of what belongs to another environment, or to all of them. */
export interface CrossReads {
  /** What templates read: `settings.x`, `values.x`. */
  readonly looked: ReadonlySet<string>;
  /** A digest counts files of another environment, or would if they were there. */
  readonly code: boolean;
  /** Code reads outputs from states, which may be those of other environments. */
  readonly states: boolean;
}

/** All files that are made but the manifest, by path, and each environment's digest. */
export interface Rendered {
  readonly layout: Layout;
  readonly outputs: ReadonlyMap<string, Output>;
  /** By environment. */
  readonly digests: ReadonlyMap<string, string>;
  /** By environment that holds something: the digest of its holds. */
  readonly held: ReadonlyMap<string, string>;
  /** By environment, where its state lies, as far as its backends say so. */
  readonly states: ReadonlyMap<string, readonly string[]>;
  readonly crossed: CrossReads;
  readonly problems: readonly Diagnostic[];
}
