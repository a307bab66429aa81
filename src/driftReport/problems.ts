import { placeOf } from "../compare/subject.ts";
import { type Diagnostic, describe, diagnostic } from "../diagnostics/diagnostic.ts";
import { nearest } from "../diagnostics/nearest.ts";
import type { Problem } from "../model/drift.ts";
import type { Environment } from "../model/environment.ts";
import type { Project } from "../model/project.ts";

/** Problems of the base environment. */
export function baseProblems(
  { specs, environments }: Project,
  base: string | undefined,
): readonly Diagnostic[] {
  if (base === undefined || environments.some(({ name }) => name === base)) return [];
  const known = [...specs.values()].flatMap(({ environment }) => environment ?? []);
  return known.includes(base)
    ? [diagnostic("base-broken", { base })]
    : [diagnostic("unknown-base", { base, known, suggestion: nearest(base, known) })];
}

/** Holds of whole environments whose day is over: each fails the report as an expired waiver does. */
export function endedHolds(
  environments: readonly Environment[],
  today: string,
): readonly Diagnostic[] {
  return environments.flatMap(({ name: environment, hold }) => {
    if (!hold || hold.until >= today) return [];
    const { until, reason, by, location } = hold;
    return [diagnostic("hold-ended", { environment, until, reason, by }, location)];
  });
}

/** Problems as a report has them. A problem's line is left out, which may hold a sensitive value, and so are words that may tell one. */
export function problemsInWords(
  { schema }: Project,
  problems: readonly Diagnostic[],
): readonly Problem[] {
  const sensitive = [...schema.stacks.values()].flatMap(({ variables }) =>
    [...variables.values()].flatMap((variable) => (variable.sensitive ? [variable.name] : [])),
  );
  return problems.map((problem) => {
    const { severity, code, location } = problem;
    const words = tellsValue(problem, sensitive)
      ? { message: "the value does not fit, and it may be sensitive: it is not shown" }
      : describe(problem);
    return { severity, code, ...words, ...(location ? { place: placeOf(location) } : {}) };
  });
}

function tellsValue({ code, args }: Diagnostic, sensitive: readonly string[]): boolean {
  if (code === "wrong-value") return sensitive.includes(args.name.split(/[.[]/, 1)[0] ?? "");
  // Where it stands in the spec is not known here.
  return code === "spec-value" && args.kind === "imprecise-number" && sensitive.length > 0;
}
