import { posix } from "node:path";
import { diagnostic } from "../diagnostics/diagnostic.ts";
import { startOf } from "../diagnostics/position.ts";
import { promote } from "../edit/addEnvironment.ts";
import { editSchema } from "../edit/editDraft.ts";
import type { Draft } from "../model/draft.ts";
import { schemaEntry } from "../model/layout.ts";
import type { Project } from "../model/project.ts";
import { promotionOrder } from "../model/promotion.ts";
import { failure, type Result } from "../model/result.ts";
import { addStackEntry } from "../schemaSource/editProject.ts";
import type { Blueprint } from "./blueprint.ts";
import { templateFiles } from "./files/projectFiles.ts";
import { constantName, type StackFileOptions, stackFileText } from "./files/schema.ts";
import { specFiles } from "./files/specs.ts";

/** Writes a stack into a project, in memory: its schema, templates and specs, its place in the promotion order. */
export async function insertStack(
  draft: Draft,
  { files, schema }: Project,
  blueprint: Blueprint,
  options: StackFileOptions,
): Promise<Result<Draft>> {
  const { stack, environments } = blueprint;
  const file = `schema/${stack}.ts`;
  const written = new Map<string, string>([
    [file, stackFileText(blueprint, options)],
    ...specFiles(blueprint, schema.layout),
    ...templateFiles(blueprint),
  ]);
  const inTheWay = [...written.keys()].filter(
    (path) => files.kind(path) !== undefined || draft.read(path) !== undefined,
  );
  if (inTheWay.length > 0) {
    return failure(
      ...inTheWay.map((path) => diagnostic("stack-in-the-way", { path, stack }, startOf(path))),
    );
  }
  for (const [path, text] of written) draft.write(path, text);
  const write = `import the stack from ./${posix.basename(file)} and add it to stacks.`;
  await editSchema(draft, write, startOf(schemaEntry), (sources) =>
    addStackEntry(sources, stack, constantName(stack), file),
  );
  await promoteAll(draft, environments, promotionOrder(schema.promotion));
  return draft.result(draft);
}

/** Each comes after the one that is called like it, `dns/staging` behind `staging`, or else after the one before it. */
async function promoteAll(
  draft: Draft,
  environments: readonly string[],
  order: readonly string[],
): Promise<void> {
  const known = [...order];
  for (const environment of environments) {
    const alike = order.find((name) => posix.basename(name) === posix.basename(environment));
    const after = alike ?? known.at(-1);
    if (after === undefined) return;
    await promote(draft, environment, after);
    known.push(environment);
  }
}
