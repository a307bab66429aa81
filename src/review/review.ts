import { affectedReport } from "../affected/affected.ts";
import { placeOf } from "../compare/subject.ts";
import { type Diagnostic, describe, hasErrors } from "../diagnostics/diagnostic.ts";
import { firstFew } from "../diagnostics/phrases.ts";
import { driftReport } from "../driftReport/driftReport.ts";
import { check } from "../generate/generate.ts";
import { commitOf } from "../git/commit.ts";
import { folderInRepository } from "../git/folderInRepository.ts";
import { projectAt } from "../git/projectAt.ts";
import { maskProject } from "../mask/maskTexts.ts";
import type { AffectedEnvironment, AffectedReport } from "../model/affected.ts";
import { type DriftReport, failingClasses } from "../model/drift.ts";
import { groupBy } from "../model/groupBy.ts";
import type { MaskText } from "../model/maskText.ts";
import type { Project } from "../model/project.ts";
import type { PlanGroup, Review, ReviewVerdict } from "../model/review.ts";
import { renderedDiffs } from "./renderedDiffs.ts";
import { stackReview } from "./rows.ts";

/** Options of a review. */
export interface ReviewOptions {
  /** A revision; absent: the main branch. The comparison is with the commit where this work branched off. */
  readonly since?: string;
  /** Today, for the end of waivers: `YYYY-MM-DD`. */
  readonly today: string;
  /** The text of an environment's plan; absent, or `undefined`, where there is none. */
  readonly planOf?: (environment: AffectedEnvironment) => string | undefined;
}

/** Computes the effects of this work since it branched off from a revision. It reads no state. */
export async function review(project: Project, options: ReviewOptions): Promise<Review> {
  const { root, environments } = project;
  const head = commitOf(root, "HEAD");
  const begun = {
    folder: folderInRepository(root),
    ...(head.ok ? { commit: head.value } : {}),
  };
  const { since: revision, today, planOf = () => undefined } = options;
  const affected = affectedReport(project, revision === undefined ? {} : { since: revision });
  const { since } = affected;
  const past = since && (await projectAt(root, since.commit));
  const before = past?.ok ? past.value.project : undefined;
  const drift = driftReport(project, {
    today,
    ...(since && past?.ok ? { since: { revision: since.revision, ...past.value } } : {}),
  });
  const stacks = (drift.since?.stacks ?? []).map((stack) => {
    const old = before?.environments.filter((one) => one.stack.name === stack.name) ?? [];
    return stackReview(stack, old, project);
  });
  const masks = [project, ...(before ? [before] : [])].map(maskProject);
  const mask: MaskText = (path, text) => masks.reduce((shown, hide) => hide(path, shown), text);
  const files = since ? renderedDiffs(project, since.commit, mask) : undefined;
  const held = environments.filter(
    ({ name, hold }) => hold && affected.environments.some((one) => one.environment === name),
  );
  return {
    ...begun,
    ...(since ? { since } : {}),
    verdicts: [
      ...(await currentVerdicts(project)),
      ...sinceVerdicts(affected, past && !past.ok ? past.problems : []),
      driftVerdict(drift),
      ...held.map(({ name, hold }): ReviewVerdict => {
        const text = `${name} is held until ${hold?.until}: ${hold?.reason}`;
        return { ok: false, text, ...(hold ? { place: placeOf(hold.location) } : {}) };
      }),
    ],
    affected: affected.environments,
    removed: affected.removed,
    stacks: stacks.filter(({ rows, added }) => rows.length + added.length > 0),
    files: files?.ok ? files.value : [],
    ...groupPlans(affected.environments, planOf),
  };
}

async function currentVerdicts(project: Project): Promise<readonly ReviewVerdict[]> {
  const { current, problems, steps } = await check(project);
  if (hasErrors(problems)) {
    return problems
      .filter(({ severity }) => severity === "error")
      .map((problem) => {
        const { location } = problem;
        const place = location ? { place: placeOf(location) } : {};
        return { ok: false, text: describe(problem).message, ...place };
      });
  }
  if (current) return [{ ok: true, text: "Generated files are current." }];
  const stale = steps.filter(({ action }) => action !== "unchanged").length;
  const files = stale === 1 ? "1 generated file is" : `${stale} generated files are`;
  return [{ ok: false, text: `${files} not what the sources make: npx terraloom check` }];
}

function sinceVerdicts(
  { since, problems }: AffectedReport,
  ofThePast: readonly Diagnostic[],
): readonly ReviewVerdict[] {
  return (since ? ofThePast : problems).map((problem) => {
    return { ok: false, text: `What changed is not known: ${describe(problem).message}` };
  });
}

function driftVerdict({ verdict, stacks }: DriftReport): ReviewVerdict {
  if (verdict === "agreed") return { ok: true, text: "Environments differ only where they may." };
  const failing = stacks.flatMap(({ differences }) =>
    differences.filter((one) => failingClasses.includes(one.class)),
  );
  const names = failing.map(({ name }) => name);
  if (names.length === 0) return { ok: false, text: "Environments could not all be compared." };
  return { ok: false, text: `Environments differ where they may not: ${firstFew(names, 5)}` };
}

/**
 * The plans of affected environments, equal ones together: those that are the same but for the environment's name.
 *
 * @param read the text of an environment's plan; `undefined` where there is none
 */
function groupPlans(
  affected: readonly AffectedEnvironment[],
  read: (environment: AffectedEnvironment) => string | undefined,
): { readonly plans: readonly PlanGroup[]; readonly unplanned: readonly string[] } {
  const plans = affected.flatMap((one) => {
    const text = read(one);
    return text === undefined ? [] : [{ ...one, text }];
  });
  const planned = new Set(plans.map(({ environment }) => environment));
  const groups = groupBy(plans, ({ environment, id, text }) =>
    text.replaceAll(environment, "{}").replaceAll(id, "{}"),
  );
  return {
    plans: [...groups.values()].map((some) => {
      const [{ text } = { text: "" }] = some;
      const names = some.map(({ environment }) => environment);
      return { environments: names, summary: summaryOf(text), text };
    }),
    unplanned: affected.map(({ environment }) => environment).filter((name) => !planned.has(name)),
  };
}

/** Terraform's summary line of a plan. */
function summaryOf(text: string): string {
  const found = /^(?:Plan: .*|No changes\..*|.*Error: .*)$/m.exec(text)?.[0].trim();
  return found ?? (/^Changes to Outputs:/m.test(text) ? "Outputs alone change." : "");
}
