import type { TerraformType } from "./terraformType.ts";

/** A variable or a setting of a stack, by name. */
export interface Named {
  readonly kind: "variable" | "setting";
  readonly name: string;
}

/** A place in one of the project's files. Line and column count from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A variable or a setting that is compared. */
export interface Subject extends Named {
  readonly description?: string | undefined;
  /** The schema's permission to differ. */
  readonly drift?: string | undefined;
  /** Whether it is computed from other values, which may differ or not. */
  readonly computed?: boolean;
  readonly sensitive: boolean;
  /** Absent for a setting whose type Terraform does not have. */
  readonly type?: TerraformType | undefined;
  readonly place?: Place | undefined;
}

/** The label of a variable or a setting: `LOG_LEVEL`, `settings.backend`. */
export function labelOf({ kind, name }: Named): string {
  return kind === "setting" ? `settings.${name}` : name;
}

/** Labels, separated by commas. */
export function labelsOf(subjects: readonly Named[]): string {
  return subjects.map(labelOf).join(", ");
}
