import { count, enumerated, firstFew } from "../../diagnostics/phrases.ts";
import { daysBetween } from "../../model/day.ts";
import { shortHash } from "../../model/history.ts";
import type { EnvironmentStatus, MissingCommit, StatusReport } from "../../model/status.ts";
import { convergedAt, isOffMain, unfinishedStep } from "./words.ts";

/** The status in one line: "converged at 1a2b3c4", or what is missing where. */
export function summaryText(report: StatusReport): string {
  const { environments, removed, problems, history } = report;
  const errors = problems.filter(({ severity }) => severity === "error").length;
  const of = (kind: EnvironmentStatus["verdict"]["kind"]) =>
    environments.filter(({ verdict }) => verdict.kind === kind);
  const behind = environments.filter(
    ({ verdict }) => verdict.kind === "behind" && verdict.uncommitted,
  );
  const parts = [
    ...environments.flatMap((environment) => missingFromSiblings(environment, report)),
    ...unsharedParts(environments),
    ...are(of("unreachable"), "is unreachable", "are unreachable"),
    ...are(of("unknown"), "runs unknown code", "run unknown code"),
    ...are(of("incomplete"), "is incomplete", "are incomplete"),
    ...are(of("unfinished"), "was never applied to its end", "were never applied to their end"),
    ...environments.flatMap((environment) => aheadPart(environment, report)),
    ...sentence(behind, (who) => `what is not ${unfinishedStep(report)} is not in ${who}`),
    ...are(of("elsewhere"), "is applied elsewhere", "are applied elsewhere"),
    ...are(of("never"), "was never applied", "were never applied"),
    ...sentence(
      of("converged").filter(({ planned }) => planned?.kind === "changes"),
      (who) => `the infrastructure differs from the code in ${who}`,
    ),
    ...sentence(
      environments.filter(({ planned }) => planned?.kind === "failed"),
      (who) => `there is no plan of ${who}`,
    ),
    ...are(
      removed.filter(({ problem }) => problem === undefined),
      "stands without code",
      "stand without code",
    ),
    ...sentence(
      removed.filter(({ problem }) => problem !== undefined),
      (who) => `nobody knows whether ${who} still stands`,
    ),
    ...(errors > 0 ? [count(errors, "error")] : []),
  ];
  const uncommitted = environments.filter(
    ({ verdict }) => verdict.kind === "converged" && !verdict.at && history !== "none",
  );
  const workTree = "the work tree, which is not committed";
  if (parts.length > 0) {
    return [...parts, ...are(uncommitted, `runs ${workTree}`, `run ${workTree}`)].join("; ");
  }
  if (environments.length === 0) return "there is no environment to ask";
  const places = environments.map(({ verdict }) =>
    convergedAt(verdict.kind === "converged" ? verdict.at : undefined, report),
  );
  const agrees = report.planned ? ", and the infrastructure agrees" : "";
  return `converged${places.find((place) => !place.startsWith(" at ")) ?? places[0]}${agrees}`;
}

interface Named {
  readonly name: string;
}

/** A sentence about some environments; none where there are none. */
function sentence(some: readonly Named[], text: (who: string) => string): string[] {
  return some.length > 0 ? [text(enumerated(some.map(({ name }) => name)))] : [];
}

/** "staging and production were never applied" */
function are(some: readonly Named[], one: string, several: string): string[] {
  return sentence(some, (who) => `${who} ${some.length === 1 ? one : several}`);
}

type Had = readonly MissingCommit[];

function missingOf({ verdict }: EnvironmentStatus): Had {
  return "missing" in verdict ? verdict.missing : [];
}

/** "production has not had 2 commits that staging has since yesterday" */
function missingFromSiblings(
  environment: EnvironmentStatus,
  { promotion, environments, today }: StatusReport,
): string[] {
  const had = missingOf(environment).filter(({ hadBy }) => hadBy.length > 0);
  const oldest = had.at(-1);
  if (!oldest) return [];
  // Changes come from the environment before; if it has had them all, it alone is named.
  const before = promotion.slice(0, Math.max(0, promotion.indexOf(environment.name))).reverse();
  const order = [...before, ...environments.map(({ name }) => name)];
  const all = order.find((name) => had.every(({ hadBy }) => hadBy.includes(name)));
  const anyone = order.filter((name, index) => {
    return order.indexOf(name) === index && had.some(({ hadBy }) => hadBy.includes(name));
  });
  const who = all === undefined ? `${anyone.join(" and ")} have` : `${all} has`;
  const since = sinceText(oldest.date, today);
  return [`${environment.name} has not had ${count(had.length, "commit")} that ${who} ${since}`];
}

/** The day of a commit as people say it. */
export function sinceText(date: string, today: string): string {
  const days = daysBetween(date, today);
  if (days === 0) return "since today";
  return days === 1 ? "since yesterday" : `since ${date}`;
}

/** "1 commit is applied nowhere", where it is known what all of the stack run; else who has not had it. */
function unsharedParts(environments: readonly EnvironmentStatus[]): string[] {
  const nowhere = new Set<string>();
  const parts: string[] = [];
  for (const environment of environments) {
    const unshared = missingOf(environment).filter(({ hadBy }) => hadBy.length === 0);
    const siblings = environments.filter(({ stack }) => stack === environment.stack);
    if (siblings.length > 1 && siblings.every(isKnown)) {
      for (const { hash } of unshared) nowhere.add(hash);
    } else if (unshared.length > 0) {
      parts.push(`${environment.name} has not had ${count(unshared.length, "commit")}`);
    }
  }
  if (nowhere.size === 0) return parts;
  return [`${count(nowhere.size, "commit is", "commits are")} applied nowhere`, ...parts];
}

function isKnown({ verdict }: EnvironmentStatus): boolean {
  return verdict.kind !== "unknown" && verdict.kind !== "unreachable";
}

function aheadPart({ name, verdict }: EnvironmentStatus, report: StatusReport): string[] {
  if (verdict.kind !== "off" && verdict.kind !== "ahead") return [];
  const { applied, refs } = verdict;
  if (verdict.kind === "ahead" && !isOffMain(refs, report)) {
    return [`${name} is ahead of this checkout`];
  }
  const included = verdict.kind === "off" && verdict.included;
  const of = refs.length > 0 ? ` of ${firstFew(refs)}` : "";
  const here = refs.length > 0 ? ", which HEAD does not have" : ", which no branch has any more";
  const what = included ? ", whose changes HEAD has" : here;
  return [`${name} runs ${shortHash(applied.hash)}${of}${what}`];
}
