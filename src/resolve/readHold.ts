import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import type { HoldMistake } from "../diagnostics/messages/specMistakes.ts";
import { nearest } from "../diagnostics/nearest.ts";
import { isDate } from "../model/day.ts";
import type { Environment, EnvironmentHold } from "../model/environment.ts";
import type { ValueMap } from "../model/value.ts";

const known = ["reason", "until", "by"];

/** Reads `hold`: why the environment must not be changed, and until when. */
export function readHold(
  section: ValueMap | undefined,
  locate: Environment["locate"],
): { readonly hold?: EnvironmentHold; readonly problems: readonly Diagnostic[] } {
  if (!section) return { problems: [] };
  const problems: Diagnostic[] = [];
  const location = locate(["hold"], "key");
  const refuse = (mistake: HoldMistake, where = location): void => {
    problems.push(diagnostic("hold", mistake, where));
  };
  const place = (key: string) => (key in section ? locate(["hold", key], "value") : location);
  for (const key of Object.keys(section).filter((key) => !known.includes(key))) {
    const suggestion = nearest(key, known);
    refuse({ kind: "no-part", key, suggestion }, locate(["hold", key], "key"));
  }
  const { reason, until, by } = section;
  if (!isText(reason)) refuse({ kind: "no-reason" }, place("reason"));
  if (!isText(until) || !isDate(until)) refuse({ kind: "no-day" }, place("until"));
  if (by !== undefined && !isText(by)) refuse({ kind: "by" }, place("by"));
  if (!isText(reason) || !isText(until) || problems.length > 0) return { problems };
  return { hold: { reason, until, ...(isText(by) ? { by } : {}), location }, problems };
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value.trim() !== "";
}
