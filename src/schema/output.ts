import type { ZodType } from "zod";
import { type Declared, declaredHere } from "./declared.ts";

/** What an output is besides its type. */
export interface OutputOptions {
  /** One sentence: what it is to those who read it. */
  readonly description: string;
}

/** An output that a stack's environments keep in their states for others. Made by {@link output}. */
export interface StackOutput extends OutputOptions, Declared {
  readonly kind: "output";
  readonly type: ZodType;
}

/**
 * Declares an output of a stack: its environments' code has to write it, of this type, and what reads it elsewhere is
 * held to it.
 *
 * @param type any zod type that Terraform can express
 */
export function output(type: ZodType, options: OutputOptions): StackOutput {
  return declaredHere({ ...options, kind: "output" as const, type }, output);
}
