/** A parsed template. */
export interface Template {
  /** Relative to the project's root. */
  readonly file: string;
  readonly text: string;
  /** @internal Its type is a package's that users need not install. */
  readonly program: hbs.AST.Program;
}

/** A condition of an environment for which a file is made. */
export interface Condition {
  /** `environment`, or a setting: a dot leads further into it. */
  readonly name: string;
  readonly negated: boolean;
  /** Its permitted values; absent: it must be neither false nor empty. */
  readonly values?: readonly string[];
}

/** A file under templates/ and what it makes. */
export interface TemplateFile {
  /** Relative to the project's root. */
  readonly file: string;
  /** The path of its output: below the output folder, or below an environment's folder. */
  readonly target: string;
  /** All must be true; empty: it is always made. */
  readonly when: readonly Condition[];
  /** Whether the output is not formatted. */
  readonly asWritten: boolean;
  /** How its lines end: as its own text has it, or all with a carriage return too. */
  readonly lineEnd: "as written" | "crlf";
  /** The template, or the bytes that are copied. */
  readonly content: Template | Uint8Array;
  /** Whether it, and so its output, is executable; absent: not known. */
  readonly executable?: boolean;
}

/** All templates, by the kind of their outputs. */
export interface Templates {
  /** By stack: each is written once for each of the stack's environments. */
  readonly perEnvironment: ReadonlyMap<string, readonly TemplateFile[]>;
  readonly once: readonly TemplateFile[];
  /** By the name that `{{> name}}` uses. */
  readonly partials: ReadonlyMap<string, Template>;
  /** The folders of templates/modules/. */
  readonly modules: ReadonlySet<string>;
}
