import type { SyntaxFault, Token } from "../tokens.ts";

/** A piece of a text: offsets in UTF-16 units, the end exclusive. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** The structure of a file, with the place of every part: `text.slice(start, end)` is its text. */
export interface Outline {
  readonly body: Body;
  /** In order, those inside of expressions too. */
  readonly comments: readonly Range[];
  /** Why parts of the text could not be read. Text without tokens has an empty body and one fault. */
  readonly faults: readonly SyntaxFault[];
}

/** The content of a file, or of a block between its braces. */
export interface Body extends Range {
  /** All of it in the order of the text; between them are blank lines and comments alone. */
  readonly statements: readonly Statement[];
  readonly attributes: readonly Attribute[];
  readonly blocks: readonly Block[];
}

export type Statement = Attribute | Block | Other;

interface Lines extends Range {
  /** Where the comments directly above it begin; its start where there are none. */
  readonly lead: number;
  /** The end of its last line: a comment there and the line break belong to it. */
  readonly lineEnd: number;
}

/** `name = expression`. It starts with the name. */
export interface Attribute extends Lines {
  readonly kind: "attribute";
  readonly name: string;
  readonly expression: Expression;
}

/** `type "label" { ... }`. It starts with the type and ends with the brace. */
export interface Block extends Lines {
  readonly kind: "block";
  readonly type: string;
  readonly labels: readonly Label[];
  readonly body: Body;
}

/** A line that is neither: a mistake, or a line whose name a template writes. */
export interface Other extends Lines {
  readonly kind: "other";
  readonly expression: Expression;
}

/** A block's label; the range is the text between its quotes. */
export interface Label extends Range {
  /** Without escapes. */
  readonly text: string;
}

export interface Expression extends Range {
  /** Line breaks and comments included; the first one starts where the expression does. */
  readonly tokens: readonly Token[];
  /** In the order of the text. Names that a `for` binds, keys of objects and functions are none. */
  readonly references: readonly Reference[];
}

/** `var.x`, `module.m[0].o`, `each.key`: a name and steps into its value. */
export interface Reference extends Range {
  readonly root: string;
  readonly steps: readonly Step[];
}

/** `.name`, `["name"]`, `[0]`, `[*]`. */
export interface Step extends Range {
  readonly kind: "attribute" | "index" | "splat";
  /** Of an attribute, and of an index that is plain text. */
  readonly name?: string;
}
