/// <reference types="handlebars" preserve="true" />
/** A parsed template. */
export interface Template {
  /** Relative to the project's root. */
  readonly file: string;
  readonly text: string;
  readonly program: hbs.AST.Program;
}

/** A file under templates/ and what it makes. */
export interface TemplateFile {
  /** Relative to the project's root. */
  readonly file: string;
  /** The path of its output: below generated/, or below an environment's folder. */
  readonly target: string;
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
