import type { DriftReport } from "../../model/drift.ts";

/** The longest list or object that stays on one line. */
const longestLine = 100;

/**
 * The report as JSON, as docs/drift-report.schema.json describes it. Integers keep all their digits, which
 * `JSON.stringify` refuses; what is short stands on one line.
 */
export function driftJson(report: DriftReport): string {
  return `${jsonText(report, "")}\n`;
}

function jsonText(value: unknown, indentation: string): string {
  if (typeof value === "bigint") return String(value);
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const inner = `${indentation}  `;
  const items = Array.isArray(value)
    ? value.map((item) => jsonText(item, inner))
    : Object.entries(value)
        .filter(([, item]) => item !== undefined)
        .map(([key, item]) => `${JSON.stringify(key)}: ${jsonText(item, inner)}`);
  const [open, close] = Array.isArray(value) ? ["[", "]"] : ["{", "}"];
  if (items.length === 0) return open + close;
  const line = Array.isArray(value) ? `[${items.join(", ")}]` : `{ ${items.join(", ")} }`;
  if (line.length + indentation.length <= longestLine && !line.includes("\n")) return line;
  return `${open}\n${items.map((item) => inner + item).join(",\n")}\n${indentation}${close}`;
}
