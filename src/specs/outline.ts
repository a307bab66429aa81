import { posix } from "node:path";
import { type Diagnostic, diagnostic, type Location } from "../diagnostics/diagnostic.ts";
import type { Found } from "../diagnostics/messages/misfits.ts";
import type { SectionKind } from "../diagnostics/messages/specs.ts";
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
  const wants = (key: SectionKind): undefined => {
    unread.add(key);
    const found = foundIn(value[key] ?? null);
    problems.push(diagnostic("section-kind", { key, found }, parsed.locate([key], "value")));
    return undefined;
  };
  const map = (key: "settings" | "variables" | "hold") => {
    const section = value[key];
    // A section whose entries are all commented out reads as null.
    return section === undefined || section === null || isMapValue(section) ? section : wants(key);
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
    ...(isList ? (waivers ? { accepted_drift: waivers } : {}) : wants("accepted_drift")),
  };
  if (stack !== undefined && typeof stack !== "string") wants("stack");
  if (until !== undefined && sections.until === undefined) wants("until");
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
      const found = foundIn(name);
      problems.push(diagnostic("section-kind", { key: "extends", found }, location()));
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

/** What a value is, for messages: of a hidden one its kind, and of a text how long it is. */
export function foundIn(value: Value, isHidden = false): Found {
  if (value === null) return { kind: "null" };
  if (Array.isArray(value)) return { kind: "list" };
  if (typeof value === "object") return { kind: "map" };
  if (typeof value === "string") {
    if (isHidden) return { kind: "string", length: [...value].length };
    const text = JSON.stringify(value.length > 40 ? `${value.slice(0, 37)}...` : value);
    return { kind: "string", text };
  }
  const kind = typeof value === "boolean" ? "boolean" : "number";
  return isHidden ? { kind } : { kind, text: String(value) };
}
