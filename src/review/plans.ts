import type { AffectedEnvironment } from "../model/affected.ts";
import type { PlanGroup } from "../model/review.ts";

/**
 * The plans of affected environments, equal ones together: those that are the same but for the environment's name.
 *
 * @param read the text of an environment's plan; `undefined` where there is none
 */
export function groupPlans(
  affected: readonly AffectedEnvironment[],
  read: (environment: AffectedEnvironment) => string | undefined,
): { readonly plans: readonly PlanGroup[]; readonly unplanned: readonly string[] } {
  const groups = new Map<string, { environments: string[]; summary: string; text: string }>();
  const unplanned: string[] = [];
  for (const one of affected) {
    const { environment, id } = one;
    const text = read(one);
    if (text === undefined) {
      unplanned.push(environment);
      continue;
    }
    const key = text.replaceAll(environment, "{}").replaceAll(id, "{}");
    const group = groups.get(key) ?? { environments: [], summary: summaryOf(text), text };
    groups.set(key, group);
    group.environments.push(environment);
  }
  return { plans: [...groups.values()], unplanned };
}

/** The line in which Terraform says what it would do. */
function summaryOf(text: string): string {
  const found = /^(?:Plan: .*|No changes\..*|.*Error: .*)$/m.exec(text)?.[0].trim();
  return found ?? (/^Changes to Outputs:/m.test(text) ? "Outputs alone change." : "");
}
