import { diagnostic, type Location } from "../diagnostics/diagnostic.ts";
import { type Draft, draftOf } from "../model/draft.ts";
import type { Environment } from "../model/environment.ts";
import type { Project } from "../model/project.ts";
import { failure, type Result, success } from "../model/result.ts";
import { editPromotions } from "../schemaSource/editPromotion.ts";
import { schemaSources } from "../schemaSource/source.ts";
import { removeValue } from "../yaml/editSpec.ts";
import { environmentMentions } from "./environmentMentions.ts";
import { manualEdit } from "./manualEdit.ts";
import { editSpec } from "./removeVariable.ts";
import { specsIn } from "./stackFiles.ts";

/** An environment's removal, in memory. */
export interface RemovedEnvironment {
  readonly draft: Draft;
  /** Places that still say its name. */
  readonly mentions: readonly Location[];
}

/** Removes an environment's spec, and its name from every promotion order. A spec that others extend is in the way. */
export async function removeEnvironment(
  project: Project,
  environment: Environment,
): Promise<Result<RemovedEnvironment>> {
  const { name, file, within } = environment;
  const sisters = specsIn(project.specs, file).filter((spec) => spec.environment !== undefined);
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
    const problems = editSpec(draft, file, write, (text) => removeValue(text, within));
    if (problems.length > 0) return failure(...problems);
  } else draft.remove(file);
  return takeOutName(project, draft, name);
}

/** Removes the name of an environment whose spec is gone already from every promotion order. */
export async function forgetEnvironment(
  project: Project,
  name: string,
): Promise<Result<RemovedEnvironment>> {
  return takeOutName(project, draftOf(project.files), name);
}

async function takeOutName(
  project: Project,
  draft: Draft,
  name: string,
): Promise<Result<RemovedEnvironment>> {
  const edits = editPromotions(
    await schemaSources(draft.read),
    [...project.schema.stacks.keys()],
    name,
  );
  if (!edits.ok) return manualEdit(edits, `take "${name}" out of promotion.`);
  for (const { file: source, text } of edits.value) draft.write(source, text);
  const mentions = environmentMentions(project, draft, name).map(({ location }) => location);
  return success({ draft, mentions });
}
