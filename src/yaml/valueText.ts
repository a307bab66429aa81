import { Document, isScalar, isSeq, visit } from "yaml";
import { isMapValue, type Value } from "../model/value.ts";
import { newlineOf } from "../text/textEdit.ts";
import { type OpenSpec, openSpec } from "./openSpec.ts";

/** A list of scalars that is no longer than this stays on one line. */
const longestLine = 80;

/** Lines of text that begin and end with a word, and at most one newline. */
const plainLines = /^\S(?:[\s\S]*\S)?\n?$/;

/** No text is folded. */
const onOneLine = {
  lineWidth: 0,
  doubleQuotedMinMultiLineLength: Number.POSITIVE_INFINITY,
  flowCollectionPadding: false,
} as const;

interface SpecFormat {
  /** Null where no text has quotes: then each takes those that need no escape. */
  readonly singleQuote: boolean | null;
  readonly indent: number;
  readonly newline: string;
}

function specFormatOf({ text, document }: OpenSpec): SpecFormat {
  let single = 0;
  let double = 0;
  visit(document, {
    Scalar(_, { type }) {
      if (type === "QUOTE_SINGLE") single++;
      if (type === "QUOTE_DOUBLE") double++;
    },
  });
  const indent = /^( +)\S/m.exec(text)?.[1]?.length ?? 2;
  const singleQuote = single + double === 0 ? null : single > double;
  return { singleQuote, indent: Math.max(indent, 2), newline: newlineOf(text) };
}

/** The text of `key: value` in block style, quoted as the spec quotes; lines after the first are indented. */
export function entryBlock(spec: OpenSpec, key: string, value: Value, indentation: string): string {
  const { singleQuote, indent, newline } = specFormatOf(spec);
  const document = new Document({ [key]: value }, { version: "1.2" });
  visit(document, {
    Scalar(_, scalar) {
      // A block scalar whose blank lines count is easily broken by hand.
      const { value: text } = scalar;
      const isOdd = typeof text === "string" && text.includes("\n") && !plainLines.test(text);
      if (isOdd) scalar.type = "QUOTE_DOUBLE";
    },
    Seq(_, list) {
      const texts = list.items.map((item) => (isScalar(item) ? String(item.value) : undefined));
      const length = texts.reduce((sum, text) => sum + (text ?? "").length + 2, key.length);
      const isShort = texts.every((text) => text !== undefined && !text.includes("\n"));
      if (isSeq(list) && isShort && length + indentation.length <= longestLine) list.flow = true;
    },
  });
  const text = document.toString({ ...onOneLine, singleQuote, indent });
  const lines = text.replace(/\n$/, "").split("\n");
  return lines
    .map((line, index) => (index === 0 || line === "" ? line : indentation + line))
    .join(newline);
}

/** The lines of `key: value` in a spec that is new. */
export function entryLines(key: string, value: Value): string {
  return `${entryBlock(openSpec(""), key, value, "")}\n`;
}

/** The text of `key: value` in flow style, on one line, as it stands between braces. */
export function entryFlow(spec: OpenSpec, key: string, value: Value): string {
  if (isMapValue(value) && Object.keys(value).length > 0) {
    // The library has blanks inside of all brackets or of none; people put them inside of braces.
    const entries = Object.entries(value).map(([name, each]) => entryFlow(spec, name, each));
    return `${entryFlow(spec, key, null).replace(/null$/, "")}{ ${entries.join(", ")} }`;
  }
  const { singleQuote } = specFormatOf(spec);
  const document = new Document({ [key]: value }, { version: "1.2" });
  visit(document, {
    Scalar(_, scalar) {
      if (String(scalar.value).includes("\n")) scalar.type = "QUOTE_DOUBLE";
    },
    Collection(_, collection) {
      collection.flow = true;
    },
  });
  return document
    .toString({ ...onOneLine, singleQuote })
    .trimEnd()
    .slice(1, -1);
}

/** A scalar's text as it stands where another one stood, in that one's quotes where it had any. */
export function scalarLike(source: string, text: string): string {
  const [quote = ""] = source;
  return quote === '"' || quote === "'" ? quote + text + quote : text;
}
