import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import { nearest } from "../diagnostics/nearest.ts";
import { didYouMean } from "../diagnostics/phrases.ts";
import { isDate } from "../model/day.ts";
import type { Environment, EnvironmentHold } from "../model/environment.ts";
import type { ValueMap } from "../model/value.ts";

const known = ["reason", "until", "by"];

/** Reads `hold`: why nobody is to change the environment, and until when. */
export function readHold(
  section: ValueMap | undefined,
  locate: Environment["locate"],
): { readonly hold?: EnvironmentHold; readonly problems: readonly Diagnostic[] } {
  if (!section) return { problems: [] };
  const problems: Diagnostic[] = [];
  const location = locate(["hold"], "key");
  const refuse = (problem: string, advice: string, where = location): void => {
    problems.push(diagnostic("hold", { problem, advice }, where));
  };
  const place = (key: string) => (key in section ? locate(["hold", key], "value") : location);
  for (const key of Object.keys(section).filter((key) => !known.includes(key))) {
    const meant = nearest(key, known);
    const advice = didYouMean(meant) ?? example;
    refuse(`"${key}" is not part of a hold`, advice, locate(["hold", key], "key"));
  }
  const { reason, until, by } = section;
  if (!isText(reason)) {
    refuse("a hold has a reason", 'Say why nobody is to change it: reason: "..."', place("reason"));
  }
  if (!isText(until) || !isDate(until)) {
    refuse(
      "a hold has a last day",
      "Say until when, as year-month-day: until: 2026-12-31",
      place("until"),
    );
  }
  if (by !== undefined && !isText(by))
    refuse("who holds it is a name", 'Write by: "..."', place("by"));
  if (!isText(reason) || !isText(until) || problems.length > 0) return { problems };
  return { hold: { reason, until, ...(isText(by) ? { by } : {}), location }, problems };
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value.trim() !== "";
}

const example = 'hold: { reason: "why it stays as it is", until: 2026-12-31 }';
