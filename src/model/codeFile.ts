import type { Output } from "./rendered.ts";

/** A file as Terraform will find it, made by terraloom or written by hand. */
export interface CodeFile {
  /** Relative to the project's root. */
  readonly path: string;
  readonly name: string;
  /** What makes it; absent for one that is written by hand. */
  readonly output?: Output;
  /** Empty where it is not text. */
  readonly text: string;
  /** SHA-256 of its text with line feeds, whatever line ends the checkout has. */
  readonly hash: string;
}
