import { posix } from "node:path";
import { type Diagnostic, diagnostic, type Location } from "../diagnostics/diagnostic.ts";
import { nearest } from "../diagnostics/nearest.ts";
import { isDate } from "../model/day.ts";
import { specsDirectory } from "../model/layout.ts";
import {
  type Extended,
  type ParsedFile,
  type Section,
  type SpecSections,
  sectionNames,
} from "../model/spec.ts";
import { isMapValue, type Value } from "../model/value.ts";

/**
 * Checks a spec's outline: the sections that exist and the kind of value each holds.
 *
 * @returns the sections that are well-formed, the files that `extends` names, and the sections of which more
 *   is meant than could be read
 */
export function readOutline(
  parsed: ParsedFile,
  known: readonly Section[] = sectionNames,
): {
  readonly sections: SpecSections;
  readonly extended: readonly Extended[];
  readonly unread: ReadonlySet<Section>;
  readonly problems: readonly Diagnostic[];
} {
  const problems: Diagnostic[] = [];
  const { value } = parsed;
  if (!isMapValue(value)) {
    const problem = value === null ? "spec-empty" : "spec-not-a-map";
    return {
      sections: {},
      extended: [],
      unread: new Set(),
      problems: [diagnostic(problem, {}, parsed.locate([], "value"))],
    };
  }
  const unread = new Set<Section>();
  for (const key of Object.keys(value)) {
    if ((known as readonly string[]).includes(key)) continue;
    const suggestion = nearest(key, known);
    const meant = known.find((name) => name === suggestion);
    if (meant) unread.add(meant);
    problems.push(
      diagnostic("unknown-section", { key, suggestion, known }, parsed.locate([key], "key")),
    );
  }
  const wants = (key: Section, expected: string): undefined => {
    unread.add(key);
    const found = describeValue(value[key] ?? null);
    problems.push(
      diagnostic("section-kind", { key, expected, found }, parsed.locate([key], "value")),
    );
    return undefined;
  };
  const map = (key: "settings" | "variables" | "hold") => {
    const section = value[key];
    // A section whose entries are all commented out reads as null.
    return section === undefined || section === null || isMapValue(section)
      ? section
      : wants(key, "a map");
  };
  const { stack, until, accepted_drift: waivers } = value;
  const settings = map("settings");
  const variables = map("variables");
  const hold = map("hold");
  const isList = waivers === undefined || waivers === null || Array.isArray(waivers);
  const sections: SpecSections = {
    ...(typeof stack === "string" ? { stack } : {}),
    ...(settings ? { settings } : {}),
    ...(variables ? { variables } : {}),
    ...(hold ? { hold } : {}),
    ...(typeof until === "string" && isDate(until) ? { until } : {}),
    ...(isList ? (waivers ? { accepted_drift: waivers } : {}) : wants("accepted_drift", "a list")),
  };
  if (stack !== undefined && typeof stack !== "string") wants("stack", "the name of a stack");
  if (until !== undefined && sections.until === undefined)
    wants("until", "a day, such as 2026-12-31");
  const { extended, problems: ofExtends } = readExtends(parsed, value.extends);
  problems.push(...ofExtends);
  const named = Array.isArray(value.extends) ? value.extends.length : value.extends ? 1 : 0;
  if (extended.length < named) unread.add("extends");
  return { sections, extended, unread, problems };
}

function readExtends(
  parsed: ParsedFile,
  value: Value = [],
): { readonly extended: readonly Extended[]; readonly problems: readonly Diagnostic[] } {
  const list = Array.isArray(value) ? value : [value];
  const extended: Extended[] = [];
  const problems: Diagnostic[] = [];
  for (const [index, name] of list.entries()) {
    const path = Array.isArray(value) ? ["extends", index] : ["extends"];
    // Positions cost time, and are seldom needed.
    const location = (): Location => parsed.locate(path, "value");
    if (typeof name !== "string") {
      const found = describeValue(name);
      const expected = "the name of a file, or a list of them";
      problems.push(diagnostic("section-kind", { key: "extends", expected, found }, location()));
      continue;
    }
    const target = posix.join(posix.dirname(parsed.file), name);
    if (posix.isAbsolute(name) || name.includes("\\") || !target.startsWith(`${specsDirectory}/`)) {
      problems.push(diagnostic("extends-escapes", { name }, location()));
      continue;
    }
    extended.push({ target, path });
  }
  return { extended, problems };
}

/** A value in a few words, for sentences such as "... is a list where a map is wanted". */
export function describeValue(value: Value): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  switch (typeof value) {
    case "string":
      return `the string ${JSON.stringify(value.length > 40 ? `${value.slice(0, 37)}...` : value)}`;
    case "number":
    case "bigint":
      return `the number ${value}`;
    case "boolean":
      return `the boolean ${value}`;
    default:
      return "a map";
  }
}
