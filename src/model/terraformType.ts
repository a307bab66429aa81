import type { Value } from "./value.ts";

/** One attribute of an `object({...})` type constraint. */
export interface ObjectAttribute {
  readonly type: TerraformType;
  /** Written as `optional(type)`, or `optional(type, default)` where `default` is given. */
  readonly optional: boolean;
  readonly default?: Value;
}

/**
 * A Terraform type constraint as data.
 *
 * @see https://developer.hashicorp.com/terraform/language/expressions/type-constraints
 */
export type TerraformType =
  | { readonly kind: "string" | "number" | "bool" }
  | { readonly kind: "list" | "set" | "map"; readonly element: TerraformType }
  | { readonly kind: "tuple"; readonly elements: readonly TerraformType[] }
  | { readonly kind: "object"; readonly attributes: Readonly<Record<string, ObjectAttribute>> };

/** A `validation` block: `condition` is an HCL expression, `message` plain text. */
export interface Validation {
  readonly condition: string;
  readonly message: string;
}

/** What a `variable` block says. Absent members are not written. */
export interface VariableDeclaration {
  readonly name: string;
  readonly type: TerraformType;
  readonly description?: string;
  readonly default?: Value;
  readonly nullable?: boolean;
  readonly sensitive?: boolean;
  readonly ephemeral?: boolean;
  /** Terraform 1.15 and later warn with it. */
  readonly deprecated?: string;
  readonly validations?: readonly Validation[];
}
