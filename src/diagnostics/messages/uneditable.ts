/** What cannot be edited automatically. */
export type Uneditable =
  | { readonly kind: "stacks" | "no-source" }
  | { readonly kind: "stack"; readonly stack: string }
  | { readonly kind: "section"; readonly section: string; readonly stack: string }
  | {
      readonly kind: "declaration" | "modules" | "options" | "type";
      readonly name: string;
      readonly stack: string;
    }
  | { readonly kind: "promotion"; readonly name: string }
  | { readonly kind: "call"; readonly call: string; readonly file: string }
  | { readonly kind: "each"; readonly name: string; readonly pattern: string }
  | { readonly kind: "inherited"; readonly section: string; readonly file: string }
  | {
      readonly kind: keyof typeof specReasons;
      /** Of the entry of a spec; empty: the whole of it. */
      readonly path: readonly string[];
    };

/** Why the edit of a spec's entry would do more or less than what is asked. */
const specReasons = {
  "not-a-map": "it is not a map",
  "not-a-list": "it is not a list",
  "an-alias": "it is an alias, which others use too",
  "not-here": "this file does not say it itself",
  shared: "others use the same lines",
} as const;

/** Names it, with the reason where the place alone does not tell. */
export function uneditable(what: Uneditable): string {
  switch (what.kind) {
    case "stacks":
      return "the stacks of the project";
    case "no-source":
      return "this file has no source that can be edited";
    case "stack":
      return `the defineStack({ ... }) of stack "${what.stack}"`;
    case "section":
      return `the ${what.section} of stack "${what.stack}"`;
    case "declaration":
    case "modules":
    case "options":
    case "type":
      return `the ${what.kind} of "${what.name}" in stack "${what.stack}"`;
    case "promotion":
      return `"${what.name}" in the promotion order`;
    case "call":
      return `no module "${what.call}" is found in ${what.file}`;
    case "each":
      return `an entry of each that makes "${what.name}" (names are ${what.pattern})`;
    case "inherited":
      return `${what.section} (${what.file} inherits it)`;
    default:
      return `${what.path.join(".") || "the document"} (${specReasons[what.kind]})`;
  }
}
