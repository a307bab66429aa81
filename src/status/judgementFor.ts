import { changedFiles } from "../git/changedFiles.ts";
import { mainBranch } from "../git/mainBranch.ts";
import { projectAt } from "../git/projectAt.ts";
import { readManifests } from "../manifest/readManifests.ts";
import type { Judgement, RefusalKind } from "../model/judgement.ts";
import type { Project } from "../model/project.ts";
import { promotionOrder } from "../model/promotion.ts";
import { type Result, success } from "../model/result.ts";
import type { StatusReport } from "../model/status.ts";
import { environmentsRead } from "../moduleCheck/environmentsRead.ts";
import type { Terraform } from "../terraform/terraform.ts";
import { asCommitted, filesNotAsGenerated, hasSameBackend } from "./asCommitted.ts";
import type { StatusOptions } from "./askStates.ts";
import { judgedFor, mayApply } from "./mayApply.ts";
import { planProblem } from "./planProblem.ts";
import { statusAndHistory } from "./status.ts";
import { digestsHere } from "./workTree.ts";

/** Options of a judgement. */
export interface JudgementOptions extends Omit<StatusOptions, "environments" | "plan"> {
  /** The reason to apply it despite refusals; absent: it is not a rollback. */
  readonly rollback?: string | undefined;
  /** The revision that is judged, read as data; absent: what is checked out. */
  readonly commit?: string | undefined;
  /** A saved plan that must be of that code: an absolute path. */
  readonly plan?: string | undefined;
}

/** A judgement, and the status that it is based on. */
export interface JudgementAndStatus {
  readonly judgement: Judgement;
  readonly report: StatusReport;
}

/**
 * Reads the states that it depends on, and judges whether a commit's code may be applied to an environment.
 *
 * @returns or why it cannot be judged
 */
export async function judgementFor(
  project: Project,
  terraform: Terraform,
  environment: string,
  { rollback, commit, plan, ...options }: JudgementOptions,
): Promise<Result<JudgementAndStatus>> {
  const order = commit === undefined ? await orderFor(project, environment) : project;
  const before = judgedFor(order, environment).slice(0, -1);
  const judged =
    commit === undefined ? success({ project, hash: undefined }) : asCommitted(project, commit);
  if (!judged.ok) return judged;
  const { project: subject, hash } = judged.value;
  const reader = subject.environments.find(({ name }) => name === environment);
  const reads = reader ? environmentsRead(subject, reader) : [];
  const names = [...before.filter((name) => isIn(project, name)), ...reads, environment];
  const where = { wholePast: true, ofCommit: hash };
  const asked = { ...options, environments: names };
  const { report, history } = await statusAndHistory(subject, terraform, asked, where);
  const more: RefusalKind[] = [];
  const itself = report.environments.find(({ name }) => name === environment);
  const { directory = "" } = project.environments.find(({ name }) => name === environment) ?? {};
  if (hash && itself) {
    const files = filesNotAsGenerated(subject, environment, subject.files);
    if (files.length > 0) more.push({ kind: "not-as-made", files });
    else if (!isAsGenerated(subject, environment)) more.push({ kind: "read-otherwise" });
    if (!hasSameBackend(project.files, subject.files, directory)) {
      more.push({ kind: "other-backend", of: itself });
    }
  }
  if (plan !== undefined) {
    const { digests, held } = readManifests(subject.files, project.schema.layout);
    const code = {
      files: subject.files,
      digest: digests.get(environment),
      held: held.get(environment),
    };
    const of = { name: environment, directory };
    const why = await planProblem(terraform, plan, of, code, itself);
    if (why) more.push({ kind: "other-plan", why });
  }
  const stack = order.environments.find(({ name }) => name === environment)?.stack;
  const isPromoted = promotionOrder(stack?.promotion ?? []).includes(environment);
  const isFirst = isPromoted && before.length === 0;
  const judgement = mayApply(report, environment, { history, isFirst, reads, rollback, more });
  return success({ judgement, report });
}

function isIn({ environments }: Project, name: string): boolean {
  return environments.some((environment) => environment.name === name);
}

/**
 * The project whose promotion order counts: the main branch's, if its schema differs from the one here. An
 * environment that main does not have is judged by the order here.
 */
async function orderFor(project: Project, environment: string): Promise<Project> {
  const { commit } = mainBranch(project.root, "HEAD");
  const changed = commit === undefined ? undefined : changedFiles(project.root, commit);
  if (commit === undefined || !changed?.ok || !changed.value.some(isOfSchema)) return project;
  const main = await projectAt(project.root, commit);
  return main.ok && isIn(main.value.project, environment) ? main.value.project : project;
}

/** A schema imports what it likes. */
function isOfSchema(path: string): boolean {
  return /\.(?:[cm]?[jt]sx?|json)$/.test(path) && !/^(?:generated|templates|envs)\//.test(path);
}

/** Whether a commit's code reads what it read when it was generated. */
function isAsGenerated(subject: Project, environment: string): boolean {
  const manifest = readManifests(subject.files, subject.schema.layout);
  const here = digestsHere(subject, manifest).get(environment);
  return here === manifest.digests.get(environment);
}
