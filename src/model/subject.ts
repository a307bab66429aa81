import type { TerraformType } from "./terraformType.ts";

/** What a report speaks of: a variable or a setting of a stack. */
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

/** What is compared: a variable or a setting, whichever. */
export interface Subject extends Named {
  readonly description?: string | undefined;
  /** The schema's permission to differ. */
  readonly drift?: string | undefined;
  /** Whether it follows from other values, so that it is they that may differ or not. */
  readonly computed?: boolean;
  readonly sensitive: boolean;
  /** Absent for a setting that Terraform could not express. */
  readonly type?: TerraformType | undefined;
  readonly place?: Place | undefined;
}

/** How a person names a variable or a setting: `LOG_LEVEL`, `settings.backend`. */
export function labelOf({ kind, name }: Named): string {
  return kind === "setting" ? `settings.${name}` : name;
}

/** Names in a row, as a person would type them. */
export function labelsOf(subjects: readonly Named[]): string {
  return subjects.map(labelOf).join(", ");
}
