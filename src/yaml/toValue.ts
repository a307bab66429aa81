import { type Document, isAlias, isMap, isScalar, isSeq, type Node, type Scalar } from "yaml";
import { type LiteralFault, literalFault } from "../hcl/literalFault.ts";
import type { Value } from "../model/value.ts";
import { follow, isMergeKey, keyText, mapEntries } from "./nodes.ts";

/** How many nodes aliases may bring in, over a whole file, before it is taken for an attack. */
const aliasBudget = 10_000;

/** Text without characters that need a check. */
const ascii = /^[\x20-\x7e\n]*$/;

/** Why a node cannot be converted to a value. */
export type ValueProblem =
  | { readonly kind: "imprecise-number"; readonly text: string; readonly nearest: string }
  | { readonly kind: LiteralFault }
  | { readonly kind: "composite-key" | "merge-source" }
  | { readonly kind: "alias-cycle" | "alias-unresolved"; readonly name: string }
  | { readonly kind: "alias-expansion"; readonly limit: number };

/**
 * The plain data of a document: aliases and merge keys followed, integers exact (`bigint` past
 * 2^53), map keys as they are written.
 *
 * @param report called with each node that is no value, which then reads as null
 */
export function toValue(
  document: Document,
  report: (problem: ValueProblem, node: Node) => void,
): Value {
  let remaining = aliasBudget;
  let exhausted = false;
  const active = new Set<Node>();

  /** `alias` is the outermost alias that led here. */
  function read(node: Node | null, alias: Node | undefined): Value {
    if (isAlias(node)) {
      const target = follow(document, node);
      if (!target || active.has(target)) {
        report({ kind: target ? "alias-cycle" : "alias-unresolved", name: node.source }, node);
        return null;
      }
      return read(target, alias ?? node);
    }
    if (alias && --remaining < 0) {
      if (!exhausted) report({ kind: "alias-expansion", limit: aliasBudget }, alias);
      exhausted = true;
      return null;
    }
    if (isScalar(node)) return readScalar(node, report);
    if (!isMap(node) && !isSeq(node)) return null;
    active.add(node);
    const value = isSeq(node)
      ? node.items.map((item) => read(item as Node, alias))
      : readMap(node, alias);
    active.delete(node);
    return value;
  }

  function readMap(map: Node, alias: Node | undefined): Value {
    const record: Record<string, Value> = {};
    if (isMap(map)) {
      for (const { key, value } of map.items) {
        if (isMergeKey(key as Node))
          checkMergeSource(document, value as Node | null, key as Node, report);
        else if (isScalar(key)) readText(keyText(key), key, report);
        else report({ kind: "composite-key" }, (key ?? map) as Node);
      }
    }
    for (const { key, node, mergedFrom } of mapEntries(document, map).values()) {
      // What is merged is brought in as an alias brings it.
      const value = read(node, alias ?? mergedFrom);
      // Assignment would run the setter of `__proto__`, a key like any other here.
      if (key === "__proto__") Object.defineProperty(record, key, { value, enumerable: true });
      else record[key] = value;
    }
    return record;
  }

  return read(document.contents as Node | null, undefined);
}

/** `<<` takes a map, or a list of them. */
function checkMergeSource(
  document: Document,
  value: Node | null,
  key: Node,
  report: (problem: ValueProblem, node: Node) => void,
): void {
  const source = follow(document, value);
  const sources = isSeq(source)
    ? source.items.map((item) => follow(document, item as Node))
    : [source];
  if (!sources.every(isMap)) report({ kind: "merge-source" }, value ?? key);
}

function readText(
  text: string,
  node: Scalar,
  report: (problem: ValueProblem, node: Node) => void,
): string {
  if (!ascii.test(text)) {
    const fault = literalFault(text);
    if (fault) report({ kind: fault }, node);
  }
  return text;
}

function readScalar(node: Scalar, report: (problem: ValueProblem, node: Node) => void): Value {
  const { value } = node;
  switch (typeof value) {
    case "string":
      return readText(value, node, report);
    case "bigint":
      if (Number.isSafeInteger(Number(value))) return Number(value);
      if (literalFault(value)) report({ kind: "too-many-digits" }, node);
      return value;
    case "number":
      return readFloat(value, node, report);
    case "boolean":
      return value;
    default:
      return null;
  }
}

function readFloat(
  value: number,
  node: Scalar,
  report: (problem: ValueProblem, node: Node) => void,
): Value {
  const text = node.source ?? String(value);
  if (!Number.isFinite(value) && /inf|nan/i.test(text)) report({ kind: "not-finite" }, node);
  else if (decimalDigits(text) !== decimalDigits(String(value))) {
    report({ kind: "imprecise-number", text, nearest: String(value) }, node);
  }
  // YAML has a negative zero, Terraform has none.
  return value === 0 ? 0 : value;
}

/**
 * A decimal number in a canonical form, `digits e exponent` without outer zeros: equal forms, equal numbers.
 * It tells whether a double still is the number that was written.
 */
export function decimalDigits(text: string): string {
  const match = /^([-+]?)(\d*)\.?(\d*)(?:[eE]([-+]?\d+))?$/.exec(text);
  if (!match) return text;
  const [, sign = "", whole = "", fraction = "", exponent = "0"] = match;
  const digits = (whole + fraction).replace(/^0+/, "");
  const significant = digits.replace(/0+$/, "");
  if (significant === "") return "0";
  const power = Number(exponent) - fraction.length + (digits.length - significant.length);
  return `${sign === "-" ? "-" : ""}${significant}e${power}`;
}
