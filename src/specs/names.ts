import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import { startOf } from "../diagnostics/position.ts";
import type { Spec, Specs } from "../model/spec.ts";

/**
 * A folder's name on every system: no blanks, no leading dot or dash, no trailing dot.
 * Windows keeps some names for devices, with any ending.
 */
const segment = /^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9_-])?$/;
const device = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/** The part of an environment's name that is not a valid folder name; `undefined` where all are. */
export function unfitPart(environment: string): string | undefined {
  return environment.split("/").find((part) => !segment.test(part) || device.test(part));
}

/** Environments whose names are not valid as folders, or are one folder on a disk that ignores case. */
export function nameProblems(specs: Specs): Diagnostic[] {
  const problems: Diagnostic[] = [];
  const folded = new Map<string, Spec>();
  for (const spec of specs.values()) {
    const { file, environment, within } = spec;
    if (environment === undefined) continue;
    const location = within.length > 0 ? spec.locate([], "key") : startOf(file);
    const unfit = unfitPart(environment);
    if (unfit !== undefined) {
      problems.push(diagnostic("environment-name", { environment, unfit }, location));
    }
    const other = folded.get(environment.toLowerCase());
    if (other === undefined) folded.set(environment.toLowerCase(), spec);
    else if (other.environment === environment) {
      const args = { environment, other: other.file };
      problems.push(diagnostic("environment-twice", args, location));
    } else {
      problems.push(diagnostic("environment-case", { environment, other: other.file }, location));
    }
  }
  return problems;
}
