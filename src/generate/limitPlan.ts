import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { parseManifest } from "../manifest/manifest.ts";
import { environmentOfManifest, listedFile } from "../manifest/paths.ts";
import type { Environment } from "../model/environment.ts";
import { selectEnvironments } from "../resolve/selectEnvironments.ts";
import type { Plan } from "./plan.ts";

/**
 * A plan for the selected environments only. Files of no environment stay in it: the code of
 * the selected ones depends on them.
 *
 * @param selectors none: the whole plan
 */
export function limitPlan(
  plan: Plan,
  environments: readonly Environment[],
  selectors: readonly string[],
): { readonly plan: Plan; readonly problems: readonly Diagnostic[] } {
  if (selectors.length === 0) return { plan, problems: [] };
  const selected = selectEnvironments(environments, selectors);
  const names = new Set(selected.environments.map(({ name }) => name));
  const owners = ownersOf(plan);
  const isChosen = (environment: string | undefined): boolean =>
    environment === undefined || names.has(environment);
  const steps = plan.steps.filter((step) => {
    const output = "output" in step ? step.output : undefined;
    return isChosen(output ? output.environment : owners.get(step.path));
  });
  const manifests = plan.manifests.filter(({ path }) =>
    isChosen(environmentOfManifest(plan.layout, path)),
  );
  return { plan: { ...plan, steps, manifests }, problems: selected.problems };
}

/** The environments that files were made for, as the manifests say it. */
function ownersOf({ manifests, layout }: Plan): ReadonlyMap<string, string> {
  const owners = new Map<string, string>();
  for (const { path, old = "" } of manifests) {
    const environment = environmentOfManifest(layout, path);
    if (environment === undefined) continue;
    for (const file of parseManifest(old, environment).files.keys()) {
      owners.set(listedFile(layout, file), environment);
    }
  }
  return owners;
}
