import {
  type Constant,
  entriesOf,
  isList,
  isObject,
  isSet,
  isUnknown,
} from "../hcl/evaluate/constant.ts";
import { readJson } from "../text/readJson.ts";

/**
 * A value in code as a text, to compare with one in a state. Providers write some values in their own way, so case,
 * blanks, order and a last dot or slash do not count, nor whether a number is a text.
 *
 * @returns undefined where a part of it is not known
 */
export function comparableConstant(value: Constant): string | undefined {
  if (isUnknown(value)) return undefined;
  if (isObject(value)) {
    return joined(
      entriesOf(value).flatMap(([key, item]) =>
        item === null ? [] : [prefixed(key, comparableConstant(item))],
      ),
    );
  }
  if (isList(value) || isSet(value)) return joined([...value].map(comparableConstant));
  return comparableText(String(value));
}

/** The same of a value as a state keeps it. */
export function comparableJson(value: unknown): string {
  if (Array.isArray(value)) return joined(value.map(comparableJson)) ?? "";
  if (typeof value !== "object" || value === null) return comparableText(String(value));
  const entries = Object.entries(value).filter(([, item]) => item !== null);
  return joined(entries.map(([key, item]) => prefixed(key, comparableJson(item)))) ?? "";
}

/** A text that is JSON is what it says. */
function comparableText(text: string): string {
  const json = /^\s*[[{]/.test(text) ? readJson(text) : undefined;
  if (json !== undefined) return comparableJson(json);
  const plain = text.normalize("NFC").replace(/\s+/g, " ").trim();
  return JSON.stringify(plain.toLowerCase().replace(/[./]$/, ""));
}

function prefixed(key: string, text: string | undefined): string | undefined {
  return text === undefined ? undefined : `${JSON.stringify(key)}: ${text}`;
}

function joined(parts: readonly (string | undefined)[]): string | undefined {
  return parts.every((part) => part !== undefined)
    ? `(${[...parts].sort().join(", ")})`
    : undefined;
}
