import { lowerFirst } from "../phrases.ts";
import type { Reason } from "./entry.ts";

/** The parser's own words: no value is in them. */
type OfParser = { readonly message: string };
type OfKey = { readonly key: string };
/** Where a line begins, and where the one above does. */
type Columns = { readonly columns: { readonly own: number; readonly above: number } | undefined };

const columnsAdvice = (columns: Columns["columns"]): string | undefined =>
  columns && `This line begins in column ${columns.own}, the one above in column ${columns.above}.`;

/** What is wrong with a text as YAML, and what to do about it: ours where the parser speaks to people who write parsers. */
export const yamlMistakes = {
  parser: ({ message }: OfParser) => lowerFirst(message),
  tab: { message: "a tab indents this line", advice: "YAML is indented with spaces." },
  documents: {
    message: "the file holds more than one YAML document",
    advice:
      'A spec is one document: remove the "---" line and what follows, or make it a file of its own.',
  },
  indent: ({ message, columns }: OfParser & Columns) => ({
    message: lowerFirst(message),
    advice: columnsAdvice(columns),
  }),
  "not-closed": ({ columns }: Columns) => ({
    message: "the [ or { above is not closed, or what it holds is not indented",
    advice: columnsAdvice(columns),
  }),
  "unexpected-key": {
    message: "a key is not expected here",
    advice: 'Check the indentation; a text that contains ": " must be in quotes.',
  },
  "text-start": ({ sign }: { sign: string }) => ({
    message: `a text cannot begin with ${sign}`,
    advice: `Put it in quotes: "${sign}...".`,
  }),
  tag: ({ message }: OfParser) => ({
    message: lowerFirst(message).replace("tag:yaml.org,2002:", "!!"),
    advice: "Specs hold plain data: strings, numbers, booleans, lists and maps.",
  }),
  alias: ({ message }: OfParser) => ({
    message: lowerFirst(message),
    advice: "An anchor (&name) must come before its alias (*name).",
  }),
  "too-deep": "lists and maps are nested too deep",
  "no-blank": ({ key }: OfKey) => ({
    message: "a blank is missing after the colon",
    advice: `Write "${key}: " and then the value.`,
  }),
  "other-sign": ({ key, sign }: OfKey & { readonly sign: string }) => ({
    message: `a key ends with a colon in YAML, and here ${sign} follows it`,
    advice: `Write "${key}: " and then the value.`,
  }),
  "no-colon": ({ key }: OfKey) => ({
    message: "a colon is missing after this key",
    advice: `Write "${key}:".`,
  }),
  "open-quote": {
    message: "a text in quotes is not closed",
    advice: "Write the quote that ends it.",
  },
  "odd-blank": ({ code }: { code: string }) => ({
    message: `${code === "00A0" ? "a no-break space" : "a blank of another kind"} (U+${code}), which YAML takes for a letter`,
    advice: "Write a plain blank in its place: text from pages and chats often has such ones.",
  }),
  version: ({ version }: { version: string | undefined }) => ({
    message: `the spec says that it is YAML ${version}`,
    advice: "Specs are YAML 1.2: remove the %YAML line.",
  }),
  "key-twice": {
    message: "this key is written twice in the same map",
    advice: "Remove one of the two.",
  },
};

/** What is wrong with a text as YAML, as data. */
export type YamlMistake = Reason<typeof yamlMistakes>;
