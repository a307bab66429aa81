import type { Planned, PlannedAction } from "../../model/planned.ts";
import type { EnvironmentStatus, StatusReport } from "../../model/status.ts";
import { namesText } from "../drift/words.ts";

/** A line about an environment, and what belongs to it. */
export interface Detail {
  readonly title: string;
  readonly lines: readonly string[];
}

/** What the plan adds to an environment's verdict; nothing where it was not asked. */
export function plannedText({ planned, verdict }: EnvironmentStatus): string {
  const converged = verdict.kind === "converged";
  switch (planned?.kind) {
    case "empty":
      return converged ? ", and the infrastructure agrees" : "; its plan is empty";
    case "changes":
      return `${converged ? ", and the infrastructure differs" : "; its plan"}: ${countsText(planned)}`;
    case "failed":
      return `; there is no plan: ${onOneLine(planned.reason)}`;
    default:
      return "";
  }
}

/** What would be done, by resource address. */
export function plannedDetails({ planned }: EnvironmentStatus): readonly Detail[] {
  if (planned?.kind !== "changes") return [];
  const details = Object.entries(actions).flatMap(([action, words]) => {
    const addresses = planned.changes.flatMap((change) =>
      change.action === action ? [change.address] : [],
    );
    return addresses.length > 0 ? [{ title: `${words}:`, lines: firstLines(addresses) }] : [];
  });
  return planned.outputs.length > 0
    ? [...details, { title: "outputs with another value:", lines: firstLines(planned.outputs) }]
    : details;
}

/** What a status does not cover; absent if it covers everything. */
export function notLookedAt({ planned, environments }: StatusReport): string | undefined {
  if (environments.length === 0) return undefined;
  const what = "Not looked at: whether the infrastructure is as the states say";
  if (!planned) return `${what}. That takes a plan of each: --plan`;
  const skipped = environments.flatMap(({ name, planned }) =>
    planned?.kind === "skipped" ? [`${name} (${reasons[planned.because]})`] : [],
  );
  return skipped.length > 0 ? `${what}, of ${namesText(skipped, 5)}` : undefined;
}

const reasons: Readonly<Record<Extract<Planned, { kind: "skipped" }>["because"], string>> = {
  unreachable: "its state does not answer",
  elsewhere: "its state is elsewhere",
  "values-file": "its values come with -var-file, and no workspace is called as it is",
  workspace: "its workspace is not there yet, and a plan would make it",
};

const actions: Readonly<Record<PlannedAction, string>> = {
  create: "to add",
  update: "to change",
  replace: "to replace",
  delete: "to destroy",
  move: "to move",
  import: "to import",
  forget: "to forget",
  read: "to read",
};

/** "1 to add, 2 to change" */
function countsText({ changes, outputs }: Extract<Planned, { kind: "changes" }>): string {
  const counts = Object.entries(actions).flatMap(([action, words]) => {
    const number = changes.filter((change) => change.action === action).length;
    return number > 0 ? [`${number} ${words}`] : [];
  });
  return counts.length > 0 ? counts.join(", ") : `outputs alone: ${outputs.length}`;
}

/** The first ten lines, and how many more there are. */
export function firstLines(lines: readonly string[]): readonly string[] {
  const left = lines.length - 10;
  return left > 0 ? [...lines.slice(0, 10), `and ${left} more`] : lines;
}

/** Untrusted text, without control characters. */
export function onOneLine(text: string): string {
  return text.replace(/\p{Cc}+/gu, " ");
}
