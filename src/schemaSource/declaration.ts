/** A module's own name and description of a variable. */
export interface ModuleArgument {
  readonly name: string;
  /** Absent: it is the variable's own. */
  readonly description?: string | undefined;
}

/** The options of a declaration, in the order in which they are written. */
export interface DeclarationOptions {
  /** One sentence. */
  readonly description: string;
  /** The module calls that get it, each with its name there; as a list where these are its own name. */
  readonly modules?: ReadonlyMap<string, string | ModuleArgument>;
  readonly labels?: ReadonlyMap<string, readonly string[]>;
  /** Why environments may differ in it. */
  readonly drift?: string;
  readonly sensitive?: boolean;
  /** Why it should not be used any more. */
  readonly deprecated?: string;
  /** Whether it must be unique among environments. */
  readonly unique?: boolean;
  /** Whether `add environment` copies it. */
  readonly copied?: boolean;
}
