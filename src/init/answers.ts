/** A backend of Terraform, as `init` was told. */
export interface BackendAnswer {
  /** Such as `s3`. */
  readonly type: string;
  /** Its attributes, the same in every environment. */
  readonly values: Readonly<Record<string, string | boolean>>;
}

/** All that `init` needs to know to write a project. Names are checked: see names.ts. */
export interface Answers {
  readonly stack: string;
  /** At least one. */
  readonly modules: readonly string[];
  /** At least one, in promotion order. */
  readonly environments: readonly string[];
  readonly backend: BackendAnswer;
}
