import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import type { WaiverMistake } from "../diagnostics/messages/specMistakes.ts";
import { nearest } from "../diagnostics/nearest.ts";
import { isDate } from "../model/day.ts";
import type { Environment, Waiver } from "../model/environment.ts";
import type { ProjectStack } from "../model/schema.ts";
import { isMapValue, type Value } from "../model/value.ts";

const known = ["variable", "setting", "reason", "until", "hold"];

/** Reads `accepted_drift`: what may differ, why, until when. */
export function readWaivers(
  stack: ProjectStack,
  entries: readonly Value[],
  locate: Environment["locate"],
): { readonly waivers: readonly Waiver[]; readonly problems: readonly Diagnostic[] } {
  const waivers: Waiver[] = [];
  const problems: Diagnostic[] = [];
  for (const [index, entry] of entries.entries()) {
    const at = (key: string, what: "key" | "value") => locate(["accepted_drift", index, key], what);
    const location = locate(["accepted_drift", index], "value");
    const refuse = (mistake: WaiverMistake, where = location): void => {
      problems.push(diagnostic("waiver", mistake, where));
    };
    const before = problems.length;
    if (!isMapValue(entry)) {
      refuse({ kind: "no-map" });
      continue;
    }
    for (const key of Object.keys(entry).filter((key) => !known.includes(key))) {
      refuse({ kind: "no-part", key, suggestion: nearest(key, known) }, at(key, "key"));
    }
    const kind = entry.setting === undefined ? "variable" : "setting";
    const declared = kind === "variable" ? stack.variables : stack.settings;
    const name = entry[kind];
    const { reason, until, hold = false } = entry;
    if (typeof name !== "string" || (entry.setting !== undefined && entry.variable !== undefined)) {
      refuse({ kind: "no-name" });
    } else if (!declared.has(name)) {
      const suggestion = nearest(name, declared.keys());
      const mistake = { name, what: kind, stack: stack.name, suggestion } as const;
      refuse({ kind: "unknown", ...mistake }, at(kind, "value"));
    }
    if (typeof reason !== "string" || reason.trim() === "") refuse({ kind: "no-reason" });
    if (typeof until !== "string" || !isDate(until)) {
      refuse({ kind: "no-day" }, until === undefined ? location : at("until", "value"));
    }
    if (typeof hold !== "boolean") refuse({ kind: "hold" }, at("hold", "value"));
    if (problems.length > before) continue;
    waivers.push({
      kind,
      name: name as string,
      reason: reason as string,
      until: until as string,
      hold: hold as boolean,
      location,
    });
  }
  return { waivers, problems };
}
