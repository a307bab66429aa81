import type { Output } from "./rendered.ts";

/** What is to be done with one manifest. */
export interface ManifestStep {
  /** Relative to generated/. */
  readonly path: string;
  /** Its new text; absent: its environment was removed. */
  readonly text?: string;
  /** Its text on disk; absent: it does not exist. */
  readonly old?: string;
}

/**
 * What is to be done with one path below generated/.
 *
 * - `create`: it does not exist. `restored`: it was generated before.
 * - `update`: it is as terraloom last wrote it, and is not current.
 * - `delete`: terraloom generated it, and would not any more.
 * - `unchanged`: it is current.
 * - `edited`: it is neither current nor as terraloom last wrote it: somebody changed it.
 *   `orphan`: terraloom would not generate it any more.
 * - `blocked`: its path, or a folder above, is not a regular file or folder: a link, a folder.
 */
export type Step =
  | {
      readonly action: "create";
      readonly path: string;
      readonly output: Output;
      readonly restored: boolean;
    }
  | {
      readonly action: "update";
      readonly path: string;
      readonly output: Output;
      readonly old: Uint8Array;
      /** Git or an editor made its line ends CRLF. */
      readonly lineEnds?: true;
      /** Its content is current, but its executable bit is not. */
      readonly modeAlone?: true;
    }
  | { readonly action: "delete"; readonly path: string; readonly old: Uint8Array }
  | { readonly action: "unchanged"; readonly path: string; readonly output: Output }
  | {
      readonly action: "edited";
      readonly path: string;
      readonly output?: Output;
      readonly old: Uint8Array;
      readonly orphan: boolean;
      /** Git or an editor made its line ends CRLF too. */
      readonly lineEnds?: true;
    }
  | {
      readonly action: "blocked";
      readonly path: string;
      readonly output?: Output;
      readonly by: string;
    };
