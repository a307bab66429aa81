import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import type { Project } from "../model/project.ts";
import type { Rendered } from "../model/rendered.ts";
import type { Located } from "../trace/leadBack.ts";
import type { Finding } from "./finding.ts";
import { locate } from "./locate.ts";

/** Findings that say the same of the same place, with the environments that they are of. */
interface Group {
  readonly finding: Finding;
  readonly located: Located | undefined;
  readonly environments: Set<string>;
}

/**
 * Findings as problems. A mistake in a module, or in a stack's template, shows in every environment: it is told
 * once, at its place, with their names.
 *
 * @param verified how many environments were verified
 */
export function tell(
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
