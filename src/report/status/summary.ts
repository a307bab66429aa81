import { count, enumerated, firstFew } from "../../diagnostics/phrases.ts";
import { shortHash } from "../../model/history.ts";
import type { EnvironmentStatus, MissingCommit, StatusReport } from "../../model/status.ts";
import { convergedAt, isOffMain, unfinishedStep } from "./words.ts";

/** The status in one line: "converged at 1a2b3c4", or what is missing where. */
export function summaryText(report: StatusReport): string {
  const { environments, removed, problems } = report;
  const standing = removed.flatMap(({ name, problem }) => (problem === undefined ? [name] : []));
  const silent = removed.flatMap(({ name, problem }) => (problem === undefined ? [] : [name]));
  const errors = problems.filter(({ severity }) => severity === "error").length;
  const parts = [
    ...environments.flatMap((environment) => missingFromSisters(environment, report)),
    ...unsharedParts(environments),
    ...named(environments, "unreachable", "unreachable", "is", "are"),
    ...named(environments, "unknown", "unknown code", "runs", "run"),
    ...named(environments, "incomplete", "incomplete", "is", "are"),
    ...named(environments, "unfinished", "never applied to its end", "was", "were"),
    ...environments.flatMap((environment) => aheadPart(environment, report)),
    ...uncommitted(report),
    ...named(environments, "elsewhere", "applied elsewhere", "is", "are"),
    ...named(environments, "never", "never applied", "was", "were"),
    ...worldParts(environments),
    ...(standing.length > 0
      ? [`${enumerated(standing)} ${standing.length === 1 ? "stands" : "stand"} without code`]
      : []),
    ...(silent.length > 0 ? [`nobody knows whether ${enumerated(silent)} still stands`] : []),
    ...(errors > 0 ? [count(errors, "error")] : []),
  ];
  if (parts.length > 0) return [...parts, ...uncommittedPart(report)].join("; ");
  if (environments.length === 0) return "there is no environment to ask";
  const places = environments.map(({ verdict }) =>
    convergedAt(verdict.kind === "converged" ? verdict.at : undefined, report),
  );
  const agrees = report.planned ? ", and the infrastructure agrees" : "";
  return `converged${places.find((place) => !place.startsWith(" at ")) ?? places[0]}${agrees}`;
}

/** Where the code is applied and a plan shows changes; and where there is no plan. */
function worldParts(environments: readonly EnvironmentStatus[]): string[] {
  const other = environments.filter(
    ({ verdict, planned }) => verdict.kind === "converged" && planned?.kind === "changes",
  );
  const failed = environments.filter(({ planned }) => planned?.kind === "failed");
  return [
    ...(other.length > 0
      ? [`the infrastructure differs from the code in ${enumerated(other.map(({ name }) => name))}`]
      : []),
    ...(failed.length > 0
      ? [`there is no plan of ${enumerated(failed.map(({ name }) => name))}`]
      : []),
  ];
}

type Had = readonly MissingCommit[];

function missingOf({ verdict }: EnvironmentStatus): Had {
  return "missing" in verdict ? verdict.missing : [];
}

/** "production has not had 2 commits that staging has since yesterday" */
function missingFromSisters(
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
  const days = Math.round((Date.parse(today) - Date.parse(date)) / 86_400_000);
  if (days === 0) return "since today";
  return days === 1 ? "since yesterday" : `since ${date}`;
}

/** "1 commit is applied nowhere", where it is known what all of the stack run; else who has not had it. */
function unsharedParts(environments: readonly EnvironmentStatus[]): string[] {
  const nowhere = new Set<string>();
  const parts: string[] = [];
  for (const environment of environments) {
    const unshared = missingOf(environment).filter(({ hadBy }) => hadBy.length === 0);
    const sisters = environments.filter(({ stack }) => stack === environment.stack);
    if (sisters.length > 1 && sisters.every(isKnown)) {
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

function uncommitted(report: StatusReport): string[] {
  const names = report.environments.flatMap(({ name, verdict }) =>
    verdict.kind === "behind" && verdict.uncommitted ? [name] : [],
  );
  return names.length > 0
    ? [`what is not ${unfinishedStep(report)} is not in ${enumerated(names)}`]
    : [];
}

/** Environments that run a work tree which is not committed. */
function uncommittedPart({ environments, history }: StatusReport): string[] {
  const names = environments.flatMap(({ name, verdict }) =>
    verdict.kind === "converged" && !verdict.at && history !== "none" ? [name] : [],
  );
  if (names.length === 0) return [];
  return [
    `${enumerated(names)} ${names.length === 1 ? "runs" : "run"} the work tree, which is not committed`,
  ];
}

/** "staging and production were never applied" */
function named(
  environments: readonly EnvironmentStatus[],
  kind: EnvironmentStatus["verdict"]["kind"],
  what: string,
  one: string,
  several: string,
): string[] {
  const names = environments.flatMap(({ name, verdict }) => (verdict.kind === kind ? [name] : []));
  if (names.length === 0) return [];
  return [`${enumerated(names)} ${names.length === 1 ? one : several} ${what}`];
}
