/** A parsed template. */
export interface Template {
  /** Relative to the project's root. */
  readonly file: string;
  readonly text: string;
  /** @internal Its type is a package's that users need not install. */
  readonly program: hbs.AST.Program;
}

/** Something that must hold of an environment for a file to be made there. */
export interface Condition {
  /** `environment`, or a setting: a dot leads further into it. */
  readonly name: string;
  readonly negated: boolean;
  /** What it may be; absent: it must be on, that is, neither false nor empty. */
  readonly values?: readonly string[];
}

/** A file under templates/ and what it makes. */
export interface TemplateFile {
  /** Relative to the project's root. */
  readonly file: string;
  /** The path of its output: below the output folder, or below an environment's folder. */
  readonly target: string;
  /** All of them must hold; none: it is made always. */
  readonly when: readonly Condition[];
  /** Whether the output stays as it is written, in place of being formatted. */
  readonly asWritten: boolean;
  /** How its lines end: as its own text has it, or all with a carriage return too. */
  readonly lineEnd: "as written" | "crlf";
  /** What is run, or the bytes that are copied. */
  readonly content: Template | Uint8Array;
  /** Whether it is a program, and so its output; absent where that is not known. */
  readonly executable?: boolean;
}

/** What templates/ holds, sorted by what becomes of it. */
export interface Templates {
  /** By stack: each is written once for each of the stack's environments. */
  readonly perEnvironment: ReadonlyMap<string, readonly TemplateFile[]>;
  readonly once: readonly TemplateFile[];
  /** By the name that `{{> name}}` uses. */
  readonly partials: ReadonlyMap<string, Template>;
  /** The folders of templates/modules/. */
  readonly modules: ReadonlySet<string>;
}
