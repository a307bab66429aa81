import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
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
  const refuse = (problem: string, advice: string, section: Section): void => {
    const location = spec.locate([section], "key");
    problems.push(diagnostic("each", { problem, advice }, location));
  };
  if (!isMapValue(value)) return { hasEntries: false, specs: [], problems };
  const { each, name: pattern } = value;
  if (each === undefined) {
    if (pattern !== undefined)
      refuse("`name` names the entries of `each`, and there are none", oneName, "name");
    return { hasEntries: false, specs: [], problems };
  }
  if (environment === undefined) {
    refuse(
      "a file that others extend makes no environments",
      "Take `each` to a spec without the underscore.",
      "each",
    );
    return { hasEntries: false, specs: [], problems };
  }
  const isPattern =
    pattern === undefined || (typeof pattern === "string" && pattern.includes(placeholder));
  if (!isPattern)
    refuse(
      `\`name\` is a pattern with ${placeholder}`,
      `Such as name: "${environment}-${placeholder}"`,
      "name",
    );
  if (!isMapValue(each))
    refuse("`each` is a map with an entry for each environment", example, "each");
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

const oneName = "An environment's name is its file's path under envs/.";
const example = "Such as each: { eu-west-1: {}, us-east-1: { variables: { min_tasks: 4 } } }";
