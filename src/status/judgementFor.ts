import type { Project } from "../model/project.ts";
import { promotionOrder } from "../model/promotion.ts";
import type { StatusReport } from "../model/status.ts";
import type { Terraform } from "../terraform/terraform.ts";
import { type Judgement, judgedFor, mayApply } from "./mayApply.ts";
import { lookAt, type StatusOptions } from "./status.ts";

/** What a judgement is asked with. */
export interface JudgementOptions extends Omit<StatusOptions, "environments"> {
  /** Why it is applied although something speaks against it; absent: it is no rollback. */
  readonly rollback?: string | undefined;
}

/** A judgement, and the status that it was made from. */
export interface JudgementAndStatus {
  readonly judgement: Judgement;
  readonly report: StatusReport;
}

/** Asks the states that it depends on, and judges whether HEAD's code may be applied to an environment. */
export async function judgementFor(
  project: Project,
  terraform: Terraform,
  environment: string,
  { rollback, ...options }: JudgementOptions,
): Promise<JudgementAndStatus> {
  const names = judgedFor(project, environment);
  const { report, history } = await lookAt(
    project,
    terraform,
    { ...options, environments: names },
    true,
  );
  const stack = project.environments.find(({ name }) => name === environment)?.stack;
  const isPromoted = promotionOrder(stack?.promotion ?? []).includes(environment);
  const isFirst = isPromoted && names.length === 1;
  return { judgement: mayApply(report, environment, { history, isFirst, rollback }), report };
}
