import { givenOf, heldValue, specPath, subjectsOf } from "../compare/subject.ts";
import type { Change, StackChanges } from "../model/drift.ts";
import type { Environment } from "../model/environment.ts";
import type { Project } from "../model/project.ts";
import type { ReviewCell, ReviewRow, StackReview } from "../model/review.ts";
import type { Named, Place } from "../model/subject.ts";
import { canonical } from "../values/canonical.ts";
import { valueText } from "../values/valueText.ts";

/** The values of changed variables and settings in a stack's environments, before and after. */
export function stackReview(
  { name, changes, environmentsAdded }: StackChanges,
  before: readonly Environment[],
  { environments: all, schema }: Pick<Project, "environments" | "schema">,
): StackReview {
  const environments = all.filter(({ stack }) => stack.name === name);
  const was = new Map(before.map((environment) => [environment.name, environment]));
  const stack = schema.stacks.get(name);
  const subjects = stack ? subjectsOf(stack) : [];
  const rows = changes.map((change): ReviewRow => {
    const place = subjects.find((one) => isSame(one, change))?.place;
    const cells = environments.map((now) => cellOf(change, was.get(now.name), now));
    return { change, cells, ...(place ? { place } : {}) };
  });
  const names = environments.map((environment) => environment.name);
  return { name, environments: names, added: environmentsAdded, rows };
}

function cellOf(change: Change, then: Environment | undefined, now: Environment): ReviewCell {
  const old = then && shownIn(then, { ...change, name: change.renamedFrom ?? change.name });
  const young = shownIn(now, change);
  return {
    environment: now.name,
    isChanged: old?.identity !== young?.identity,
    ...(old ? { before: old.text } : {}),
    ...(young ? { after: young.text } : {}),
    ...(young?.place ? { place: young.place } : {}),
  };
}

/** What an environment holds, as it may be shown. */
function shownIn(
  environment: Environment,
  named: Named,
): { readonly identity: string; readonly text: string; readonly place?: Place } | undefined {
  const value = heldValue(environment, named);
  const subject = subjectsOf(environment.stack).find((one) => isSame(one, named));
  if (value === undefined || !subject) return undefined;
  const text = subject.sensitive ? "(sensitive)" : valueText(value);
  const identity = canonical(value, subject.type);
  if (givenOf(environment, named) === undefined) return { identity, text };
  const { file, line, column } = environment.locate(specPath(named), "value");
  return { identity, text, place: { file, line, column } };
}

function isSame(one: Named, other: Named): boolean {
  return one.kind === other.kind && one.name === other.name;
}
