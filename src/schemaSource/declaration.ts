/** What a module says of a variable that it is given. */
export interface ModuleArgument {
  readonly name: string;
  /** Absent: it is the variable's own. */
  readonly description?: string | undefined;
}

/** What a declaration says besides its type, in the order it is written. */
export interface DeclarationOptions {
  /** One sentence. */
  readonly description: string;
  /** The module calls that get it, each with its name there; as a list where these are its own name. */
  readonly modules?: ReadonlyMap<string, string | ModuleArgument>;
  readonly labels?: ReadonlyMap<string, readonly string[]>;
  /** Why environments may differ in it. */
  readonly drift?: string;
  readonly sensitive?: boolean;
  /** Why nobody is to use it any more. */
  readonly deprecated?: string;
  /** Whether no two environments may have the same. */
  readonly unique?: boolean;
  /** Whether a new environment takes it from the one that it is copied from. */
  readonly copied?: boolean;
}
