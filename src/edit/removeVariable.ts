import {
  type Diagnostic,
  diagnostic,
  type Location,
  sortDiagnostics,
} from "../diagnostics/diagnostic.ts";
import { locationAt, startOf } from "../diagnostics/position.ts";
import { variableBlock } from "../hcl/variableBlock.ts";
import { type Draft, draftOf } from "../model/draft.ts";
import type { Project } from "../model/project.ts";
import { failure, type Result, success } from "../model/result.ts";
import { removeDeclaration } from "../schemaSource/editSchema.ts";
import type { Section } from "../schemaSource/find.ts";
import { schemaSources } from "../schemaSource/source.ts";
import type { Edited, Obstacle } from "../text/textEdit.ts";
import { removeValue } from "../yaml/editSpec.ts";
import { removeWaivers } from "../yaml/waivers.ts";
import { byHand } from "./byHand.ts";
import { findReferences, type PlacedReference, placeOf } from "./findReferences.ts";
import { filesOf, filesOfOthers, specsIn } from "./stackFiles.ts";
import { removeFrom } from "./thread/alongTheWay.ts";
import { piecesOf, withBlockInstead } from "./thread/codeText.ts";
import { wayOf } from "./thread/onTheWay.ts";

/** A variable's removal, in memory. */
export interface Removed {
  readonly draft: Draft;
  /** Comments above what went that stay, since they may head what follows. */
  readonly keptComments: readonly Location[];
}

/**
 * Takes a variable out of stacks: its declaration, its values, what is accepted of its drift, and the lines
 * of templates and of modules written by hand that carry it on. What reads it is in the way: every such place is a problem.
 */
export async function removeVariable(
  project: Project,
  stacks: readonly string[],
  name: string,
): Promise<Result<Removed>> {
  const draft = draftOf(project.files);
  const references = findReferences(project, draft, stacks, name);
  const read = [
    ...readInTemplates(draft, references, name),
    ...readInModules(draft, project, stacks, name),
  ];
  if (read.length > 0) return failure(...sortDiagnostics(read));
  const write = `remove "${name}" from the schema and from each spec.`;
  const removed = await removeDeclared(draft, stacks, "variables", name);
  if (!removed.ok) return byHand(removed, write, declaredAt(project, stacks, name));
  const keptComments = removed.value;
  // A file that another stack is made of too keeps the value, if that stack has such a variable.
  const stillDeclared = [...project.schema.stacks.values()]
    .filter((stack) => !stacks.includes(stack.name) && stack.variables.has(name))
    .map((stack) => stack.name);
  const others = [...project.schema.stacks.keys()].filter(
    (stack) => !stillDeclared.includes(stack),
  );
  const needed = new Set(stillDeclared.length > 0 ? filesOfOthers(project, others) : []);
  const problems = filesOf(project, stacks)
    .filter((file) => !needed.has(file))
    .flatMap((file) => [
      ...specsIn(project.specs, file).flatMap(({ within, has }) => [
        ...editSpec(draft, file, write, (text) =>
          has(["variables", name])
            ? removeValue(text, [...within, "variables", name])
            : success(text),
        ),
        ...editSpec(draft, file, write, (text) => removeWaivers(text, name, "variable", within)),
      ]),
    ]);
  return problems.length > 0 ? failure(...problems) : success({ draft, keptComments });
}

/** Takes out what only carries the variable on; what else says its name by hand is a problem. */
function readInTemplates(
  draft: Draft,
  references: readonly PlacedReference[],
  name: string,
): readonly Diagnostic[] {
  const texts = new Map(references.map(({ file, text }) => [file, text]));
  return [...texts].flatMap(([file, text]) => {
    const { thread } = piecesOf(file, text, name);
    const read = references.filter(
      ({ file: other, kind, start }) =>
        other === file &&
        kind !== "comment" &&
        !thread.some((range) => range.start <= start && start < range.end),
    );
    if (read.length === 0) removeFrom(draft, file, name);
    return read.map((one) => diagnostic("still-read", { name }, placeOf(one)));
  });
}

/** The same in modules that are written by hand; one that others call too keeps what they give it. */
function readInModules(
  draft: Draft,
  project: Project,
  stacks: readonly string[],
  name: string,
): readonly Diagnostic[] {
  const { stops, shared } = wayOf(project, stacks, name);
  // What the schema wrote of it there, the module says itself from now on.
  for (const stop of shared) {
    const block = blockIn(project, stacks, name, stop.name);
    for (const template of block === undefined ? [] : stop.templates) {
      draft.write(template, withBlockInstead(draft.read(template) ?? "", stop.name, block ?? ""));
    }
  }
  return stops
    .filter((stop) => !shared.includes(stop))
    .flatMap((stop) => [
      ...stop.files.map(({ path }) => ({ path, name: stop.name })),
      // Under the variable's own name a template is among the references.
      ...(stop.name === name ? [] : stop.templates).map((path) => ({ path, name: stop.name })),
    ])
    .flatMap((one) => removeFrom(draft, one.path, one.name));
}

/** The block that a module has for a variable, as the schema writes it. */
function blockIn(
  { schema }: Project,
  stacks: readonly string[],
  name: string,
  inside: string,
): string | undefined {
  const declaration = stacks
    .flatMap((stack) => [...(schema.stacks.get(stack)?.variables.get(name)?.calls.values() ?? [])])
    .find((one) => one.name === inside);
  return declaration && variableBlock(declaration);
}

/**
 * Takes a declaration out of stacks.
 *
 * @returns comments above it that stay
 */
export async function removeDeclared(
  draft: Draft,
  stacks: readonly string[],
  section: Section,
  name: string,
): Promise<Result<readonly Location[], Obstacle>> {
  const edits = removeDeclaration(await schemaSources(draft.read), stacks, section, name);
  if (!edits.ok) return edits;
  const keptComments = edits.value.flatMap(({ file, keptComment }) => {
    const text = draft.read(file);
    return keptComment === undefined || text === undefined
      ? []
      : [locationAt(file, text, keptComment)];
  });
  for (const { file, text } of edits.value) draft.write(file, text);
  return success(keptComments);
}

/** Where the schema declares a variable: of several stacks in the first. */
export function declaredAt(
  { schema }: Project,
  stacks: readonly string[],
  name: string,
): Location | undefined {
  return stacks
    .map((stack) => schema.stacks.get(stack)?.variables.get(name)?.location)
    .find(Boolean);
}

/** Edits one spec of a draft. */
export function editSpec(
  draft: Draft,
  file: string,
  write: string,
  edit: (text: string) => Edited,
): readonly Diagnostic[] {
  const text = draft.read(file);
  if (text === undefined) return [];
  const edited = edit(text);
  if (!edited.ok) return byHand(edited, write, startOf(file)).problems;
  draft.write(file, edited.value);
  return [];
}
