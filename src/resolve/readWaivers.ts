import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import { nearest } from "../diagnostics/nearest.ts";
import { didYouMean } from "../diagnostics/phrases.ts";
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
    const refuse = (problem: string, advice: string, where = location): void => {
      problems.push(diagnostic("waiver", { problem, advice }, where));
    };
    const before = problems.length;
    if (!isMapValue(entry)) {
      refuse("an accepted drift is a map", example);
      continue;
    }
    for (const key of Object.keys(entry).filter((key) => !known.includes(key))) {
      const meant = nearest(key, known);
      refuse(
        `"${key}" is not part of an accepted drift`,
        didYouMean(meant) ?? example,
        at(key, "key"),
      );
    }
    const kind = entry.setting === undefined ? "variable" : "setting";
    const name = entry[kind];
    const { reason, until, hold = false } = entry;
    if (typeof name !== "string" || (entry.setting !== undefined && entry.variable !== undefined)) {
      refuse("it must name one variable, or one setting", example);
    } else if (!(kind === "variable" ? stack.variables : stack.settings).has(name)) {
      const meant = nearest(name, (kind === "variable" ? stack.variables : stack.settings).keys());
      const advice = didYouMean(meant) ?? `Stack "${stack.name}" declares none of this name.`;
      refuse(`"${name}" is not a ${kind} of stack "${stack.name}"`, advice, at(kind, "value"));
    }
    if (typeof reason !== "string" || reason.trim() === "") {
      refuse("it has no reason", 'Say why this environment differs: reason: "..."');
    }
    if (typeof until !== "string" || !isDate(until)) {
      const where = until === undefined ? location : at("until", "value");
      refuse("it has no last day", "Say until when, as year-month-day: until: 2026-12-31", where);
    }
    if (typeof hold !== "boolean")
      refuse("hold is true or false", "Write hold: true", at("hold", "value"));
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

const example = '{ variable: core_memory, reason: "why it differs", until: 2026-12-31 }';
