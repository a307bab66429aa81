import type { $ZodType } from "zod/v4/core";
import type { InexpressibleType } from "../diagnostics/messages/inexpressibleTypes.ts";
import type { TerraformType } from "../model/terraformType.ts";
import type { Value } from "../model/value.ts";
import type { Rule } from "./rules.ts";

/** What a zod type is to Terraform, wherever it stands: a variable, an attribute, an element. */
export interface Shape {
  readonly type: TerraformType;
  readonly rules: readonly Rule[];
  /** Null is a value of the type. */
  readonly nullable: boolean;
  /** The value may be left out, and has no default. */
  readonly optional: boolean;
  /** The default of a value that is left out. */
  readonly default?: Value;
}

/** Something about a type that Terraform cannot express. */
export interface TranslationProblem {
  /** Where in the type: `""` is all of it, `.attribute`, `[*]` an element, `[0]` of a tuple. */
  readonly path: string;
  readonly why: InexpressibleType;
}

/** Where the walk through a type stands. */
export interface Place {
  readonly path: string;
  /** The types around this one: meeting one of them again is recursion. */
  readonly ancestors: readonly $ZodType[];
  /** Collects the problems of the whole walk. */
  readonly problems: TranslationProblem[];
}

/** Reads a type that stands inside another one. */
export type Interpret = (type: $ZodType, place: Place) => Shape | undefined;

/** A required value of a type. */
export function shape(type: TerraformType, rules: readonly Rule[] = []): Shape {
  return { type, rules, nullable: false, optional: false };
}

/** The place of a part of the type at hand. */
export function within(place: Place, part: string): Place {
  return { ...place, path: place.path + part };
}

/** Notes a problem; there is then no shape. */
export function problem(place: Place, why: InexpressibleType): undefined {
  place.problems.push({ path: place.path, why });
  return undefined;
}
