import { count, enumerated, firstFew } from "../../diagnostics/phrases.ts";
import { daysBetween } from "../../model/day.ts";
import { groupBy } from "../../model/groupBy.ts";
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
    ...grouped(environments, siblingsHave(report)),
    ...unsharedParts(environments),
    ...are(of("unreachable"), "is unreachable", "are unreachable"),
    ...are(of("unknown"), "runs unknown code", "run unknown code"),
    ...are(of("incomplete"), "is incomplete", "are incomplete"),
    ...are(of("unfinished"), "was never applied to its end", "were never applied to their end"),
    ...grouped(environments, (environment) => aheadOf(environment, report)),
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
      "has resources without code",
      "have resources without code",
    ),
    ...sentence(
      removed.filter(({ problem }) => problem !== undefined),
      (who) => `whether resources of ${who} still exist is not known`,
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
  return some.length > 0 ? [text(who(some.map(({ name }) => name)))] : [];
}

/** The summary does not name hundreds of environments, since each has its own line above. */
function who(names: readonly string[]): string {
  return names.length > 5 ? firstFew(names, 5) : enumerated(names);
}

/** What is said of one environment, and of several: "has not had it", "have not had it". */
interface Predicate {
  readonly one: string;
  readonly several: string;
  /** The commits that it counts: predicates of different commits are not grouped. */
  readonly commits?: Had;
}

/** What is said of each environment; those of which the same is true are told together. */
function grouped(
  environments: readonly EnvironmentStatus[],
  said: (environment: EnvironmentStatus) => Predicate | undefined,
): string[] {
  const told = environments.flatMap((environment) => {
    const predicate = said(environment);
    return predicate ? [{ name: environment.name, predicate }] : [];
  });
  const groups = groupBy(told, ({ predicate: { one, commits = [] } }) =>
    [one, ...commits.map(({ hash }) => hash)].join("\n"),
  );
  return [...groups.values()].flatMap((some) => {
    const [first] = some;
    return first ? are(some, first.predicate.one, first.predicate.several) : [];
  });
}

/** "staging and production were never applied" */
function are(some: readonly Named[], one: string, several: string): string[] {
  return sentence(some, (who) => `${who} ${some.length === 1 ? one : several}`);
}

type Had = readonly MissingCommit[];

function missingOf({ verdict }: EnvironmentStatus): Had {
  return "missing" in verdict ? verdict.missing : [];
}

/** "has not had 2 commits that staging has since yesterday" */
function siblingsHave({ promotion, environments, today }: StatusReport) {
  const names = environments.map(({ name }) => name);
  return (environment: EnvironmentStatus): Predicate | undefined => {
    const had = missingOf(environment).filter(({ hadBy }) => hadBy.length > 0);
    const oldest = had.at(-1);
    if (!oldest) return undefined;
    // Changes come from the environment before; if it has had them all, it alone is named.
    const before = promotion.slice(0, Math.max(0, promotion.indexOf(environment.name))).reverse();
    const order = [...new Set([...before, ...names])];
    const owners = had.map(({ hadBy }) => new Set(hadBy));
    const all = order.find((name) => owners.every((set) => set.has(name)));
    const some = order.filter((name) => owners.some((set) => set.has(name)));
    const whose = all === undefined ? `${who(some)} have` : `${all} has`;
    return notHad(had, ` that ${whose} ${sinceText(oldest.date, today)}`);
  };
}

function notHad(commits: Had, rest = ""): Predicate {
  const what = `not had ${count(commits.length, "commit")}${rest}`;
  return { one: `has ${what}`, several: `have ${what}`, commits };
}

/** The day of a commit relative to today, such as `yesterday`. */
export function sinceText(date: string, today: string): string {
  const days = daysBetween(date, today);
  if (days === 0) return "since today";
  return days === 1 ? "since yesterday" : `since ${date}`;
}

/** "1 commit is applied nowhere", where it is known what all of the stack run; else who has not had it. */
function unsharedParts(environments: readonly EnvironmentStatus[]): string[] {
  const stacks = groupBy(environments, ({ stack }) => stack);
  const known = new Set(
    [...stacks].flatMap(([stack, some]) => (some.length > 1 && some.every(isKnown) ? [stack] : [])),
  );
  const nowhere = new Set<string>();
  const parts = grouped(environments, (environment) => {
    const unshared = missingOf(environment).filter(({ hadBy }) => hadBy.length === 0);
    if (!known.has(environment.stack)) {
      return unshared.length > 0 ? notHad(unshared) : undefined;
    }
    for (const { hash } of unshared) nowhere.add(hash);
    return undefined;
  });
  if (nowhere.size === 0) return parts;
  return [`${count(nowhere.size, "commit is", "commits are")} applied nowhere`, ...parts];
}

function isKnown({ verdict }: EnvironmentStatus): boolean {
  return verdict.kind !== "unknown" && verdict.kind !== "unreachable";
}

function aheadOf({ verdict }: EnvironmentStatus, report: StatusReport): Predicate | undefined {
  if (verdict.kind !== "off" && verdict.kind !== "ahead") return undefined;
  const { applied, refs } = verdict;
  if (verdict.kind === "ahead" && !isOffMain(refs, report)) {
    return { one: "is ahead of this checkout", several: "are ahead of this checkout" };
  }
  const included = verdict.kind === "off" && verdict.included;
  const of = refs.length > 0 ? ` of ${firstFew(refs)}` : "";
  const here = refs.length > 0 ? ", which HEAD does not have" : ", which no branch has any more";
  const what = `${shortHash(applied.hash)}${of}${included ? ", whose changes HEAD has" : here}`;
  return { one: `runs ${what}`, several: `run ${what}` };
}
