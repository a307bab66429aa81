import type { Reason } from "./entry.ts";

type OfStack = { readonly stack: string };
type Declared = OfStack & { readonly name: string };
/** The path of a spec's entry; empty: the whole spec. */
type Entry = { readonly path: readonly string[] };

const entry =
  (why: string) =>
  ({ path }: Entry) =>
    `${path.join(".") || "the document"} (${why})`;

const ofDeclaration =
  (what: string) =>
  ({ name, stack }: Declared) =>
    `the ${what} of "${name}" in stack "${stack}"`;

/** What cannot be edited automatically, with the reason where the place alone does not tell. */
export const uneditableThings = {
  stacks: "the stacks of the project",
  "no-source": "this file has no template or spec that can be edited",
  stack: ({ stack }: OfStack) => `the defineStack({ ... }) of stack "${stack}"`,
  section: ({ section, stack }: OfStack & { readonly section: string }) =>
    `the ${section} of stack "${stack}"`,
  declaration: ofDeclaration("declaration"),
  modules: ofDeclaration("modules"),
  options: ofDeclaration("options"),
  type: ofDeclaration("type"),
  promotion: ({ name }: { name: string }) => `"${name}" in the promotion order`,
  call: ({ call, file }: { call: string; file: string }) =>
    `no module "${call}" is found in ${file}`,
  each: ({ name, pattern }: { name: string; pattern: string }) =>
    `an entry of each that makes "${name}" (names are ${pattern})`,
  inherited: ({ section, file }: { section: string; file: string }) =>
    `${section} (${file} inherits it)`,
  "not-a-map": entry("it is not a map"),
  "not-a-list": entry("it is not a list"),
  "an-alias": entry("it is an alias, whose value others use too"),
  "not-here": entry("this file does not set it itself"),
  shared: entry("others use the same lines"),
};

/** What cannot be edited automatically, as data. */
export type Uneditable = Reason<typeof uneditableThings>;
