import { type Diagnostic, diagnostic, type Location } from "../diagnostics/diagnostic.ts";
import { locationAt } from "../diagnostics/position.ts";
import { type Draft, draftOf } from "../model/draft.ts";
import type { Project } from "../model/project.ts";
import { removeDeclaration } from "../schemaSource/editSchema.ts";
import { schemaSources } from "../schemaSource/source.ts";
import { removeValue } from "../yaml/editSpec.ts";
import type { SpecEdit } from "../yaml/specEdit.ts";
import { removeWaivers } from "../yaml/waivers.ts";
import { schemaByHand, specByHand } from "./byHand.ts";
import { findReferences, placeOf } from "./findReferences.ts";
import { filesOf, filesOfOthers } from "./stackFiles.ts";

/** A variable's removal, in memory. */
export interface Removed {
  readonly draft: Draft;
  /** Comments above what went that stay, since they may head what follows. */
  readonly keptComments: readonly Location[];
}

/**
 * Takes a variable out of stacks: its declaration, its values, what is accepted of its drift. A template that reads
 * it by hand is in the way: every such place is a problem.
 */
export async function removeVariable(
  project: Project,
  stacks: readonly string[],
  name: string,
): Promise<Removed | { readonly problems: readonly Diagnostic[] }> {
  const draft = draftOf(project.files);
  const references = findReferences(project, draft, stacks, name);
  const read = references.filter(({ kind }) => kind !== "comment");
  if (read.length > 0) {
    return { problems: read.map((one) => diagnostic("still-read", { name }, placeOf(one))) };
  }
  const sources = await schemaSources(draft.read);
  const edits = removeDeclaration(sources, stacks, "variables", name);
  const write = `remove "${name}" from the schema and from each spec.`;
  if ("notFound" in edits)
    return { problems: [schemaByHand(edits, write, declaredAt(project, stacks, name))] };
  const keptComments = edits.flatMap(({ file, keptComment }) => {
    const text = draft.read(file);
    return keptComment === undefined || text === undefined
      ? []
      : [locationAt(file, text, keptComment)];
  });
  for (const { file, text } of edits) draft.write(file, text);
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
      ...editSpec(draft, file, write, (text) =>
        project.specs.get(file)?.has(["variables", name]) === true
          ? removeValue(text, ["variables", name])
          : { text },
      ),
      ...editSpec(draft, file, write, (text) => removeWaivers(text, name)),
    ]);
  return problems.length > 0 ? { problems } : { draft, keptComments };
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
  edit: (text: string) => SpecEdit,
): readonly Diagnostic[] {
  const text = draft.read(file);
  if (text === undefined) return [];
  const edited = edit(text);
  if ("unsure" in edited) return [specByHand(edited, file, write)];
  draft.write(file, edited.text);
  return [];
}
