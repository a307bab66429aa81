import type { Output } from "./rendered.ts";

/** What is to be done with one manifest. */
export interface ManifestStep {
  /** Relative to generated/. */
  readonly path: string;
  /** As it should be; absent: its environment is gone. */
  readonly text?: string;
  /** As it is; absent: it is not there. */
  readonly old?: string;
}

/**
 * What is to be done with one path below generated/.
 *
 * - `create`: it is not there. `restored` tells that it once was made and is gone.
 * - `update`: it is as terraloom last wrote it, and that is no longer what it should be.
 * - `delete`: terraloom made it, and no longer would.
 * - `unchanged`: it is what it should be.
 * - `edited`: it is neither what it should be nor what terraloom last wrote: somebody's work.
 *   `orphan` tells that terraloom would no longer make it.
 * - `blocked`: something stands there, or above it, that is no file: a link, a folder.
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
      /** Git or an editor made its line ends CRLF, and it should have others. */
      readonly lineEnds?: true;
      /** It is what it should be, but a program or none where it should not be. */
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
