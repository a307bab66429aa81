/** Text that a template writes unchanged, from helpers: a reference such as `var.region`, a block. */
export class Expression {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** A list or a record of what a template can see. */
export type TemplateData =
  | string
  | number
  | bigint
  | boolean
  | null
  | Expression
  | readonly TemplateData[]
  | { readonly [name: string]: TemplateData };

export function isRecord(data: TemplateData): data is { readonly [name: string]: TemplateData } {
  return (
    typeof data === "object" &&
    data !== null &&
    !Array.isArray(data) &&
    !(data instanceof Expression)
  );
}

/** The values that `#if`, `#each` and `#with` count as empty, as in Handlebars: false, null, "" and the empty list; 0 too, to `#if`. */
export function isEmpty(data: TemplateData): boolean {
  return (
    data === false || data === null || data === "" || (Array.isArray(data) && data.length === 0)
  );
}
