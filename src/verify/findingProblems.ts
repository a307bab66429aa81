import { type Diagnostic, diagnostic, type Location } from "../diagnostics/diagnostic.ts";
import { locationAt, locationOfLine, startOf } from "../diagnostics/position.ts";
import { decodeText } from "../model/files.ts";
import type { Project } from "../model/project.ts";
import type { Rendered } from "../model/rendered.ts";
import { mapToSource, type SourceLocation } from "../trace/mapToSource.ts";
import type { Finding, Place } from "./finding.ts";

/** Findings that say the same of the same place, with the environments that they are of. */
interface Group {
  readonly finding: Finding;
  readonly located: SourceLocation | undefined;
  readonly environments: Set<string>;
}

/**
 * Findings as problems. A mistake in a module, or in a stack's template, shows in every environment: it is reported
 * once, at its place, with their names.
 *
 * @param verified how many environments were verified
 */
export function findingProblems(
  findings: readonly Finding[],
  verified: number,
  project: Project,
  rendered: Rendered,
): readonly Diagnostic[] {
  const order = new Map(project.environments.map(({ name }, index) => [name, index]));
  const orderOf = ({ environment = "" }: Finding): number => order.get(environment) ?? -1;
  const groups = new Map<string, Group>();
  for (const finding of [...findings].sort((a, b) => orderOf(a) - orderOf(b))) {
    const located = finding.place && locate(finding.place, project, rendered);
    const { kind, summary, detail, environment } = finding;
    const { file, line, column } = located?.location ?? {};
    const key = JSON.stringify([kind, summary, detail, file, line, column]);
    const group = groups.get(key) ?? { finding, located, environments: new Set() };
    if (environment !== undefined) group.environments.add(environment);
    groups.set(key, group);
  }
  return [...groups.values()].map((group) => problemOf(group, verified));
}

function problemOf({ finding, located, environments }: Group, verified: number): Diagnostic {
  const { kind, summary, detail } = finding;
  const of = {
    environments: [...environments],
    all: environments.size === verified,
  };
  const { location, related } = located ?? {};
  if (kind === "failed") {
    const args = { step: summary, reason: detail, ...of };
    return diagnostic("terraform-failed", args, location, related);
  }
  const code = kind === "warning" ? "terraform-warning" : "terraform-invalid";
  return diagnostic(code, { summary, detail, ...of }, location, related);
}

/** Leads from a place that Terraform tells to where a person wrote it. */
function locate(place: Place, project: Project, { outputs }: Rendered): SourceLocation {
  const { file } = place;
  const bytes = project.files.read(file);
  const text = bytes && decodeText(bytes);
  if (!bytes || text === undefined) return { location: startOf(file), related: [] };
  const told = placeInText(place, bytes, text);
  return mapToSource(told, text, outputs.get(file), project);
}

function placeInText(
  { file, line, bytes: range }: Place,
  bytes: Uint8Array,
  text: string,
): Location {
  if (!range) {
    const whole = locationOfLine(file, text, line, 1);
    const { excerpt = "" } = whole;
    const column = Math.max(excerpt.search(/\S/), 0) + 1;
    return { ...whole, column, endColumn: Math.max(excerpt.length, column) + 1 };
  }
  const offset = (byte: number): number => Buffer.from(bytes.subarray(0, byte)).toString().length;
  return locationAt(file, text, offset(range.start), offset(range.end));
}
