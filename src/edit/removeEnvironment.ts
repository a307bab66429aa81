import { diagnostic, type Location } from "../diagnostics/diagnostic.ts";
import { type Draft, draftOf } from "../model/draft.ts";
import type { Environment } from "../model/environment.ts";
import type { Project } from "../model/project.ts";
import { failure, type Result } from "../model/result.ts";
import { editPromotions } from "../schemaSource/editProject.ts";
import { removeValue } from "../yaml/editSpec.ts";
import { editSchema, editSpec } from "./editDraft.ts";
import { environmentMentions } from "./environmentMentions.ts";

/** An environment's removal, in memory. */
export interface RemovedEnvironment {
  readonly draft: Draft;
  /** Places that still have its name. */
  readonly mentions: readonly Location[];
}

/** Removes an environment's spec, and its name from every promotion order. A spec that others extend prevents it. */
export async function removeEnvironment(
  project: Project,
  environment: Environment,
): Promise<Result<RemovedEnvironment>> {
  const { name, file, within } = environment;
  const sisters = project.environments.filter((one) => one.file === file);
  const isEntry = within.length > 0 && sisters.length > 1;
  const extending = [...project.specs.values()].flatMap((spec) =>
    spec.extends
      .filter(({ target }) => target === file && spec.file !== file && !isEntry)
      .map(({ path }) => diagnostic("spec-still-extended", { file }, spec.locate(path, "value"))),
  );
  if (extending.length > 0) return failure(...extending);
  const draft = draftOf(project.files);
  if (isEntry) {
    const write = `take the entry "${within.at(-1)}" out of each.`;
    editSpec(draft, file, write, (text) => removeValue(text, within));
  } else draft.remove(file);
  return forgetEnvironment(project, name, draft);
}

/** Removes the name of an environment whose spec is gone from every promotion order. */
export async function forgetEnvironment(
  project: Project,
  name: string,
  draft = draftOf(project.files),
): Promise<Result<RemovedEnvironment>> {
  const stacks = [...project.schema.stacks.keys()];
  await editSchema(draft, `take "${name}" out of promotion.`, undefined, (sources) =>
    editPromotions(sources, stacks, name),
  );
  const mentions = environmentMentions(project, draft, name).map(({ location }) => location);
  return draft.result({ draft, mentions });
}
