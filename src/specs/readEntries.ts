import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import type { EachMistake } from "../diagnostics/messages/specMistakes.ts";
import type { ParsedFile, Section, Spec } from "../model/spec.ts";
import { isMapValue } from "../model/value.ts";
import { readOutline } from "./outline.ts";

/** What an entry of `each` may say; the rest is said once, for all of them. */
export const entrySections: readonly Section[] = [
  "settings",
  "variables",
  "accepted_drift",
  "hold",
  "until",
];

/** Stands for an entry's key in the pattern of names. */
const placeholder = "{each}";

/**
 * The environments that a spec makes of its `each`: one for each entry, which extends the rest of the file. They are named
 * by the pattern `name`, `FILE/{each}` if it is not given.
 */
export function readEntries(spec: Spec): {
  readonly hasEntries: boolean;
  readonly specs: readonly Spec[];
  readonly problems: readonly Diagnostic[];
} {
  const { value, environment } = spec;
  const problems: Diagnostic[] = [];
  const refuse = (mistake: EachMistake, section: Section): void => {
    problems.push(diagnostic("each", mistake, spec.locate([section], "key")));
  };
  if (!isMapValue(value)) return { hasEntries: false, specs: [], problems };
  const { each, name: pattern } = value;
  if (each === undefined || environment === undefined) {
    if (each !== undefined) refuse({ kind: "shared" }, "each");
    else if (pattern !== undefined) refuse({ kind: "no-entries" }, "name");
    return { hasEntries: false, specs: [], problems };
  }
  const isPattern =
    pattern === undefined || (typeof pattern === "string" && pattern.includes(placeholder));
  if (!isPattern) refuse({ kind: "no-pattern", environment, placeholder }, "name");
  if (!isMapValue(each)) refuse({ kind: "no-map" }, "each");
  if (!isMapValue(each) || !isPattern) return { hasEntries: true, specs: [], problems };
  const names = typeof pattern === "string" ? pattern : `${environment}/${placeholder}`;
  const specs = Object.entries(each).map(([key, entry]): Spec => {
    const within = ["each", key];
    const parsed: ParsedFile = {
      file: spec.file,
      text: spec.text,
      // An entry may have nothing of its own.
      value: entry ?? {},
      locate: (path, what) =>
        spec.locate([...within, ...path], path.length === 0 && entry === null ? "key" : what),
      has: (path) => spec.has([...within, ...path]),
    };
    const { sections, unread, problems: ofEntry } = readOutline(parsed, entrySections);
    problems.push(...ofEntry);
    const target = { target: spec.file, path: [] };
    return {
      ...parsed,
      environment: names.replaceAll(placeholder, key),
      within,
      extends: [target],
      broken: false,
      sections,
      unread,
    };
  });
  return { hasEntries: true, specs, problems };
}
