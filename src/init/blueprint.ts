import type { Value } from "../model/value.ts";
import type { DeclarationOptions } from "../schemaSource/declaration.ts";

/** A variable or a setting as the schema is going to declare it. */
export interface Declaration extends DeclarationOptions {
  readonly name: string;
  /** A zod expression, such as `z.string()`. */
  readonly type: string;
  /** The comment above it. */
  readonly comment?: string;
}

/** The contents of a spec, a shared one or an environment's. */
export interface SpecValues {
  readonly settings: Readonly<Record<string, Value>>;
  readonly variables: Readonly<Record<string, Value>>;
}

/** A project of one stack as data: all that its schema, specs and templates are written from. */
export interface Blueprint {
  readonly stack: string;
  readonly modules: readonly string[];
  /** In promotion order. */
  readonly environments: readonly string[];
  readonly settings: readonly Declaration[];
  readonly variables: readonly Declaration[];
  /** The spec that all environments extend. */
  readonly shared: SpecValues;
  /** The spec of each environment, by its name. */
  readonly each: ReadonlyMap<string, SpecValues>;
  /** The files below templates/, by path there. */
  readonly templates: ReadonlyMap<string, string>;
}

/** An empty spec. */
export const noValues: SpecValues = { settings: {}, variables: {} };
