import { compareText } from "../diagnostics/diagnostic.ts";
import {
  asType,
  type Constant,
  entriesOf,
  isList,
  isObject,
  isSet,
  isUnknown,
} from "../hcl/evaluate/constant.ts";
import type { StateFault } from "../model/status.ts";
import { sha256 } from "../text/sha256.ts";
import type { DeclaredCode, DeclaredVariable } from "./declaredCode.ts";
import type { Given } from "./expectedKeys.ts";

/**
 * Variables that had another value when an environment was applied than its definitions give. Of a value that only
 * Terraform can convert to its type nothing is said.
 *
 * @param hashes what the state says that they were
 */
export function givenOutside(
  { variables, isOverridden }: DeclaredCode,
  definitions: Given,
  hashes: Readonly<Record<string, string>>,
): readonly StateFault[] {
  if (isOverridden) return [];
  const others = [...definitions].flatMap(([name, value]) => {
    const variable = variables.get(name);
    const json = variable && jsonOf(value, variable);
    const hash = hashes[name];
    return json !== undefined && hash !== undefined && hash !== sha256(json) ? [name] : [];
  });
  return others.length > 0 ? [{ kind: "outside", variables: others.sort(compareText) }] : [];
}

function jsonOf(value: Constant, { type, isNeverNull }: DeclaredVariable): string | undefined {
  if (value === null) return isNeverNull ? undefined : "null";
  // Without a readable type, Terraform may convert elements to a common type.
  if (!type && typeof value === "object") return undefined;
  return encoded(asType(value, type));
}

/** A value as Terraform's `jsonencode` writes it; undefined where a part of it is not known, or written differently by different versions. */
function encoded(value: Constant): string | undefined {
  if (isUnknown(value)) return undefined;
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "number") {
    const text = String(value);
    return /^-?\d+(?:\.\d+)?$/.test(text) && text.length <= 15 && text !== "-0" ? text : undefined;
  }
  if (typeof value === "string") return encodedText(value);
  if (isObject(value)) {
    const entries = entriesOf(value).map(([key, item]) => {
      const [name, text] = [encodedText(key), encoded(item)];
      return name === undefined || text === undefined ? undefined : `${name}:${text}`;
    });
    return joined(entries, "{", "}");
  }
  return isList(value) || isSet(value) ? joined([...value].map(encoded), "[", "]") : undefined;
}

function joined(
  parts: readonly (string | undefined)[],
  open: string,
  close: string,
): string | undefined {
  return parts.every((part) => part !== undefined)
    ? `${open}${parts.join(",")}${close}`
    : undefined;
}

/** Go's JSON escapes the special characters of HTML, and Unicode's two line separators. */
function encodedText(text: string): string | undefined {
  if (/[\b\f\p{Cs}]/u.test(text)) return undefined;
  return JSON.stringify(text.normalize("NFC")).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
