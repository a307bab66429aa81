import {
  type Diagnostic,
  diagnostic,
  type Location,
  sortDiagnostics,
} from "../diagnostics/diagnostic.ts";
import { locationAt } from "../diagnostics/position.ts";
import { variableBlock } from "../hcl/variableBlock.ts";
import { type Draft, draftOf } from "../model/draft.ts";
import type { Project } from "../model/project.ts";
import { failure, type Result, success } from "../model/result.ts";
import type { ProjectVariable } from "../model/schema.ts";
import { removeDeclaration } from "../schemaSource/editSchema.ts";
import { removeComputing } from "../schemaSource/editVariable.ts";
import type { Section } from "../schemaSource/find.ts";
import { mentionsOf } from "../schemaSource/mentions.ts";
import type { SchemaEdit } from "../schemaSource/schemaEdit.ts";
import { schemaSources } from "../schemaSource/source.ts";
import { removeValue, renameKey } from "../yaml/editSpec.ts";
import { removeWaivers, renameWaivers } from "../yaml/waivers.ts";
import { editSchema, editSpec } from "./editDraft.ts";
import { findReferences, type PlacedReference, placeOf } from "./findReferences.ts";
import { filesUsedBy, specsOf } from "./stackFiles.ts";
import { variableCodeIn, withBlockInstead } from "./thread/codeText.ts";
import { removeFromFile } from "./thread/editFlow.ts";
import { flowOf, type VariableFlow } from "./thread/variableFlow.ts";

/** A variable's removal, in memory. */
export interface Removed {
  readonly draft: Draft;
  /** Comments above what went that stay, since they may head what follows. */
  readonly keptComments: readonly Location[];
}

/**
 * Removes a variable from stacks: its declaration, its function, its values, its waivers, and the lines of templates
 * and of handwritten modules that pass it on. Places that read it prevent this: every one is a problem.
 */
export async function removeVariable(
  project: Project,
  stacks: readonly string[],
  name: string,
): Promise<Result<Removed>> {
  const draft = draftOf(project.files);
  const variables = stacks.flatMap(
    (stack) => project.schema.stacks.get(stack)?.variables.get(name) ?? [],
  );
  const references = findReferences(project, draft, stacks, name);
  const read = [
    ...readInTemplates(draft, references, name),
    ...readInModules(draft, flowOf(project, stacks, name), name, variables),
    ...(await readInSchema(draft, project, stacks, name)),
  ];
  if (read.length > 0) return failure(...sortDiagnostics(read));
  const write = `remove "${name}" from the schema and from each spec.`;
  const declared = variables[0]?.location;
  await editSchema(draft, write, declared, (sources) => removeComputing(sources, stacks, name));
  const removed = await editSchema(draft, write, declared, (sources) =>
    removeDeclaration(sources, stacks, "variables", name),
  );
  // A file that another stack uses too keeps the value, if that stack has the variable.
  const needed = filesUsedBy(
    project,
    (stack) =>
      !stacks.includes(stack) && project.schema.stacks.get(stack)?.variables.has(name) === true,
  );
  // The variable that replaced a deprecated one: values under the old name are moved to it.
  const [successor] = variables.flatMap(({ deprecated }) => deprecated?.successor ?? []);
  for (const { file, within, has } of specsOf(project, stacks)) {
    if (needed.has(file)) continue;
    editSpec(draft, file, write, (text) => {
      const path = [...within, "variables", name];
      if (!has(["variables", name])) return success(text);
      return successor === undefined ? removeValue(text, path) : renameKey(text, path, successor);
    });
    editSpec(draft, file, write, (text) =>
      successor === undefined
        ? removeWaivers(text, name, "variable", within)
        : renameWaivers(text, name, successor, within),
    );
  }
  return draft.result({ draft, keptComments: keptIn(removed) });
}

/** Removes the lines that only pass the variable on; other places with its name are problems. */
function readInTemplates(
  draft: Draft,
  references: readonly PlacedReference[],
  name: string,
): readonly Diagnostic[] {
  const texts = new Map(references.map(({ file, text }) => [file, text]));
  return [...texts].flatMap(([file, text]) => {
    const { thread } = variableCodeIn(file, text, name);
    const read = references.filter(
      ({ file: other, kind, start }) =>
        other === file &&
        kind !== "comment" &&
        !thread.some((range) => range.start <= start && start < range.end),
    );
    if (read.length === 0) removeFromFile(draft, file, name);
    return read.map((one) => diagnostic("still-read", { name }, placeOf(one)));
  });
}

/** The same in handwritten modules; one that others call too keeps its variable. */
function readInModules(
  draft: Draft,
  { stops, shared }: VariableFlow,
  name: string,
  variables: readonly ProjectVariable[],
): readonly Diagnostic[] {
  // What the schema wrote there becomes the module's own text.
  const declarations = variables.flatMap(({ calls }) => [...calls.values()]);
  for (const stop of shared) {
    const declaration = declarations.find((one) => one.name === stop.name);
    for (const template of declaration ? stop.templates : []) {
      const block = declaration ? variableBlock(declaration) : "";
      draft.write(template, withBlockInstead(draft.read(template) ?? "", stop.name, block));
    }
  }
  return stops
    .filter((stop) => !shared.includes(stop))
    .flatMap((stop) => [
      ...stop.files.map(({ path }) => ({ path, name: stop.name })),
      // Under the variable's own name a template is among the references.
      ...(stop.name === name ? [] : stop.templates).map((path) => ({ path, name: stop.name })),
    ])
    .flatMap((one) => removeFromFile(draft, one.path, one.name));
}

/** Computed values, rules and calls of the schema that depend on it. */
async function readInSchema(
  draft: Draft,
  { schema }: Project,
  stacks: readonly string[],
  name: string,
): Promise<readonly Diagnostic[]> {
  const sources = await schemaSources(draft.read);
  return mentionsOf(sources, schema, stacks, name)
    .filter(({ kind }) => kind === "reads")
    .map(({ source, start, end }) =>
      diagnostic("still-read", { name }, locationAt(source.file, source.text, start, end)),
    );
}

/** The comments that an edit of the schema leaves though they may have been the removed entry's. */
export function keptIn(edits: readonly SchemaEdit[]): readonly Location[] {
  return edits.flatMap(({ keptComment }) => keptComment ?? []);
}

/** Where the schema declares a name: of several stacks in the first. */
export function declaredAt(
  { schema }: Project,
  stacks: readonly string[],
  section: Section,
  name: string,
): Location | undefined {
  return stacks
    .map((stack) => schema.stacks.get(stack)?.[section].get(name)?.location)
    .find(Boolean);
}
