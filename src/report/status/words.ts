import { count, firstFew } from "../../diagnostics/phrases.ts";
import { type Commit, shortHash } from "../../model/history.ts";
import type {
  EnvironmentStatus,
  Hold,
  RemovedEnvironment,
  StateFault,
  StatusReport,
  Verdict,
} from "../../model/status.ts";
import { type Detail, firstLines, onOneLine, plannedDetails, plannedText } from "./planWords.ts";

/** A commit on one line: hash, date, subject. */
export function commitText(commit: Commit): string {
  return `${shortHash(commit.hash)} ${commit.date} ${commit.subject}`;
}

/** A verdict in a sentence. What is held is reported first: it says why the rest is as it is. */
export function verdictText(status: EnvironmentStatus, report: StatusReport): string {
  const hold = status.held ? status.holds.find(({ kind }) => kind === "environment") : undefined;
  const rest = `${placeText(status, report)}${plannedText(status)}`;
  return hold ? `${holdText(hold)}; ${rest}` : rest;
}

function placeText({ verdict }: EnvironmentStatus, report: StatusReport): string {
  switch (verdict.kind) {
    case "converged":
      return `converged${convergedAt(verdict.at, report)}`;
    case "incomplete":
      return `incomplete${convergedAt(verdict.at, report)}`;
    case "unfinished":
      return `never applied to its end: the first apply${verdict.begun ? `, of ${shortHash(verdict.begun.hash)},` : ""} did not finish`;
    case "behind": {
      const commits = count(verdict.missing.length, "commit");
      if (verdict.missing.length === 0 && !verdict.uncommitted) {
        return "has the code of this checkout, and its state holds other things";
      }
      if (!verdict.uncommitted) return `behind by ${commits}`;
      const more = `what is not ${unfinishedStep(report)}`;
      return verdict.missing.length === 0
        ? `behind by ${more}`
        : `behind by ${commits}, and by ${more}`;
    }
    case "ahead": {
      const { applied, refs, beyond } = verdict;
      if (isOffMain(refs, report)) return offMainText(applied, refs);
      const commits = beyond.length > 0 ? ` by ${count(beyond.length, "commit")}` : "";
      return `ahead of this checkout${commits}: ${shortHash(applied.hash)} on ${firstFew(refs)}; pull`;
    }
    case "off": {
      const { applied, refs, included } = verdict;
      const hash = shortHash(applied.hash);
      if (included) {
        const where = refs.length > 0 ? ` on ${firstFew(refs)}` : "";
        return `off main: ${hash}${where}, whose changes HEAD has by another commit`;
      }
      return refs.length > 0
        ? offMainText(applied, refs)
        : `ahead, by ${hash}, which no branch has any more: history was rewritten`;
    }
    case "unknown":
      return `unknown code: ${unknownText(verdict.because, report)}`;
    case "never":
      return "never applied";
    case "elsewhere":
      return verdict.problem === undefined
        ? `applied elsewhere: its state is at ${onOneLine(verdict.place)}, not where the code says now`
        : `not known: nothing is where the code says now, and ${onOneLine(verdict.place)}, where it was before, does not answer: ${verdict.problem}`;
    case "unreachable":
      return `unreachable: ${verdict.reason}`;
  }
}

/** What has to be done with the work tree first: files that code reads change it before it is generated. */
export function unfinishedStep({ generated }: StatusReport): "generated" | "committed" {
  return generated.current || generated.uncommitted.length > 0 ? "committed" : "generated";
}

/** Whether branches and tags have a commit that the main branch does not have: it cannot be pulled from there. */
export function isOffMain(refs: readonly string[], { main }: StatusReport): boolean {
  return main?.ref !== undefined && !refs.includes(main.ref);
}

function offMainText(applied: Commit, refs: readonly string[]): string {
  return `ahead, by an off-main commit: ${shortHash(applied.hash)} on ${firstFew(refs)}, which HEAD does not have`;
}

/** The commit of converged environments: " at 1a2b3c4". */
export function convergedAt(at: Commit | undefined, { history }: StatusReport): string {
  if (at) return ` at ${shortHash(at.hash)}`;
  return history === "none" ? " with the work tree" : " with the work tree, which is not committed";
}

function unknownText(
  because: Extract<Verdict, { kind: "unknown" }>["because"],
  { history }: StatusReport,
): string {
  switch (because.kind) {
    case "not-ours":
      return "its state does not name it: terraloom did not make the code, or a destroy did not finish";
    case "values-file":
      return "it is a file of values, and what was applied with -var-file leaves no record in a state";
    case "other-environment":
      return because.exists
        ? `its state says that it is ${onOneLine(because.environment)}'s: two environments share one state`
        : `its state says that it is ${onOneLine(because.environment)}'s, which is no environment any more`;
    case "no-commit":
      break;
  }
  switch (history) {
    case "none":
      return "it is not the work tree's, and there is no git history to find it in";
    case "shallow":
      return "no commit here has it, and this clone is shallow. Run: git fetch --unshallow";
    case "complete":
      return "no commit here has it: someone applied uncommitted work, it is not fetched, or history was rewritten";
  }
}

/** In a sentence, why a state is not what one whole apply leaves. */
export function faultText(fault: StateFault): string {
  switch (fault.kind) {
    case "begun":
      if (fault.digest === undefined) {
        return "its outputs are not those of one whole apply: a part was applied (-target), or it was stopped";
      }
      return `written to after that by ${
        fault.commit ? commitText(fault.commit) : "code that no commit here has"
      }: that apply did not finish, or was of a part`;
    case "edited":
      return "files were changed by hand when it was applied, or others lay beside them";
    case "outside":
      return `applied with other values than terraform.tfvars gives (-var, -var-file): ${addressesText(fault.variables)}`;
    case "part":
      return `as ${commitText(fault.commit)} has it, of which a part was applied: ${addressesText(fault.addresses)}`;
    case "beside":
      return `changed here from beside generated code: ${addressesText(fault.paths)}`;
    case "unmarked":
      return "terraform_data.terraloom is not in its state: a part was destroyed, or it was removed";
    case "tainted":
      return `not made to its end: ${addressesText(fault.addresses)}`;
    case "deposed":
      return `replaced, and still there: ${addressesText(fault.addresses)}`;
    case "missing":
      return `not in its state: ${addressesText(fault.addresses)}`;
    case "leftover":
      return `in its state, and not in the code: ${addressesText(fault.addresses)}`;
  }
}

function addressesText(addresses: readonly string[]): string {
  return onOneLine(firstFew(addresses));
}

export function holdText({ kind, name, reason, until, by, in: where }: Hold): string {
  const who = by === undefined ? "" : ` by ${by}`;
  const there = where === "applied state" ? " (in the applied state)" : "";
  const what = kind === "environment" ? "" : `${name}, `;
  return onOneLine(`held until ${until}${who}${there}: ${what}${reason}`);
}

/** The sentence about an environment that the code has no more. */
export function removedText({ place, problem }: RemovedEnvironment): string {
  return problem === undefined
    ? `removed from code, and its resources still exist: ${place}`
    : `removed from code, and whether its resources still exist is not known: ${place} does not answer: ${onOneLine(problem)}`;
}

/** Commits, a line each, newest first. */
export function commitLines(commits: readonly Commit[]): readonly string[] {
  return firstLines(commits.map(commitText));
}

/** Details of an environment besides its verdict: titles, with lines below them. */
export function detailsOf(environment: EnvironmentStatus): readonly Detail[] {
  const { verdict, faults, place, beside, held, holds } = environment;
  const details: Detail[] = [];
  if ("applied" in verdict)
    details.push({ title: `runs ${commitText(verdict.applied)}`, lines: [] });
  if ("missing" in verdict && verdict.missing.length > 0) {
    details.push({ title: "has not had:", lines: commitLines(verdict.missing) });
  }
  if (verdict.kind === "ahead" && verdict.beyond.length > 0) {
    details.push({ title: "this checkout has not:", lines: commitLines(verdict.beyond) });
  }
  details.push(...plannedDetails(environment));
  // The verdict begins with that of the whole environment.
  const others = holds.filter(({ kind }) => !held || kind !== "environment");
  const titles = [
    ...faults.map(faultText),
    ...(place === undefined ? [] : [`asked: ${onOneLine(place)}`]),
    ...(beside.length > 0 ? [`code by hand beside it: ${addressesText(beside)}`] : []),
    ...others.map(holdText),
  ];
  return [...details, ...titles.map((title) => ({ title, lines: [] }))];
}
