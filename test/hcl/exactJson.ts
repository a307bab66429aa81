import type { Value } from "../../src/model/value.ts";

/** JSON text of a value with sorted keys and numbers as they are, to compare values by. */
export function exactJson(value: unknown): string {
  return JSON.stringify(marked(value as Value));
}

/** The same of JSON text, whose numbers `JSON.parse` would round: as text of all their digits. */
export function exactJsonOf(json: string): string {
  const stringOrNumber = /"(?:[^"\\]|\\.)*"|-?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/g;
  const text = json.replaceAll(stringOrNumber, (found) =>
    found.startsWith('"') ? found : JSON.stringify({ number: digitsOf(found) }),
  );
  return JSON.stringify(sorted(JSON.parse(text)));
}

function marked(value: Value): unknown {
  if (typeof value === "number" || typeof value === "bigint") {
    return { number: digitsOf(String(value)) };
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  return sorted(
    Array.isArray(value)
      ? value.map(marked)
      : Object.fromEntries(Object.entries(value).map(([key, item]) => [key, marked(item)])),
  );
}

function sorted(value: unknown): unknown {
  if (typeof value !== "object" || value === null) {
    return value;
  }
  if (Array.isArray(value)) {
    return value.map(sorted);
  }
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([key, item]) => [key, sorted(item)]));
}

/** Plain decimal digits without needless zeros: `1e21` and `1000000000000000000000` are one number. */
function digitsOf(number: string): string {
  const match = /^(-?)([0-9]+)(?:\.([0-9]+))?(?:[eE]([+-]?[0-9]+))?$/.exec(number);
  const [, sign = "", whole = "", fraction = "", exponent = "0"] = match ?? [];
  const shift = Number(exponent) - fraction.length;
  const digits = `${whole}${fraction}`.replace(/^0+/, "");
  const significant = digits.replace(/0+$/, "");
  return significant === ""
    ? "0"
    : `${sign}${significant}e${shift + digits.length - significant.length}`;
}
