import { posix } from "node:path";
import { diagnostic } from "../diagnostics/diagnostic.ts";
import { startOf } from "../diagnostics/position.ts";
import { byHand } from "../edit/byHand.ts";
import { type Draft, draftOf } from "../model/draft.ts";
import { schemaEntry, templatesDirectory } from "../model/layout.ts";
import type { Project } from "../model/project.ts";
import { promotionOrder } from "../model/promotion.ts";
import { failure, type Result, success } from "../model/result.ts";
import { addStackEntry } from "../schemaSource/addStack.ts";
import { addToPromotion } from "../schemaSource/editSchema.ts";
import { schemaSources } from "../schemaSource/source.ts";
import type { Answers } from "./answers.ts";
import { constantName, stackFileText } from "./files/schema.ts";
import { specFiles } from "./files/specs.ts";
import { starter } from "./starter.ts";

/** A stack that a project is to have besides those that it has. */
export interface StackRequest extends Answers {
  /** Stacks that are applied before it. */
  readonly after: readonly string[];
}

/** Begins another stack, in memory: its schema, its templates and modules, its specs, its place in the promotion order. */
export async function addStack(project: Project, request: StackRequest): Promise<Result<Draft>> {
  const { files, schema } = project;
  const blueprint = starter(request);
  const file = `schema/${request.stack}.ts`;
  const written = new Map<string, string>([
    [file, stackFileText(blueprint, request.after)],
    ...specFiles(blueprint, schema.layout),
  ]);
  for (const [path, text] of blueprint.templates) {
    if (typeof text === "string") written.set(posix.join(templatesDirectory, path), text);
  }
  const inTheWay = [...written.keys()].filter((path) => files.kind(path) !== undefined);
  if (inTheWay.length > 0) {
    return failure(
      ...inTheWay.map((path) =>
        diagnostic("stack-in-the-way", { path, stack: request.stack }, startOf(path)),
      ),
    );
  }
  const draft = draftOf(files);
  for (const [path, text] of written) draft.write(path, text);
  const sources = await schemaSources(draft.read);
  const edited = addStackEntry(sources, request.stack, constantName(request.stack), file);
  if (!edited.ok) {
    const write = `import the stack from ./${posix.basename(file)} and add it to stacks.`;
    return byHand(edited, write, startOf(schemaEntry));
  }
  draft.write(edited.value.file, edited.value.text);
  return promote(draft, request.environments, promotionOrder(schema.promotion));
}

/** Each comes behind the one that is called like it, `dns/staging` behind `staging`, or else behind the one before it. */
async function promote(
  draft: Draft,
  environments: readonly string[],
  order: readonly string[],
): Promise<Result<Draft>> {
  const known = [...order];
  for (const environment of environments) {
    const alike = order.find((name) => posix.basename(name) === posix.basename(environment));
    const after = alike ?? known.at(-1);
    if (after === undefined) return success(draft);
    const edited = addToPromotion(await schemaSources(draft.read), environment, after);
    if (!edited.ok) {
      return byHand(
        edited,
        `add "${environment}" behind "${after}" in promotion, in schema/index.ts.`,
      );
    }
    draft.write(edited.value.file, edited.value.text);
    known.push(environment);
  }
  return success(draft);
}
