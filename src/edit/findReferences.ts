import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import { locationAt } from "../diagnostics/position.ts";
import type { Draft } from "../model/draft.ts";
import { walk } from "../model/files.ts";
import { templatesDirectory } from "../model/layout.ts";
import type { Project } from "../model/project.ts";
import { meaningOf } from "./template/reach.ts";
import { type Reference, referencesIn } from "./template/references.ts";

/** A place in a template that has a variable's name in its text. */
export interface PlacedReference extends Reference {
  readonly file: string;
  readonly text: string;
}

/**
 * All places under templates/ that mean a variable of some stacks, in the order of the files.
 *
 * @param held calls of modules that keep the name, whatever the variable's is
 */
export function findReferences(
  { files, schema }: Pick<Project, "files" | "schema">,
  draft: Draft,
  stacks: readonly string[],
  name: string,
  held: ReadonlySet<string> = new Set(),
): readonly PlacedReference[] {
  const isMeant = meaningOf(schema, stacks, name, held);
  return walk(files, templatesDirectory).flatMap((file) => {
    const text = draft.read(file);
    if (text === undefined) return [];
    return referencesIn(file, text, name)
      .filter((reference) => isMeant(file, reference))
      .map((reference) => ({ ...reference, file, text }));
  });
}

/** Places that mean the variable of other stacks too, which must not change: they are in shared templates. */
export function sharedWithOthers(
  { schema }: Pick<Project, "schema">,
  references: readonly PlacedReference[],
  stacks: readonly string[],
  name: string,
): readonly Diagnostic[] {
  const others = [...schema.stacks.values()]
    .filter((stack) => !stacks.includes(stack.name) && stack.variables.has(name))
    .map((stack) => stack.name);
  if (others.length === 0) return [];
  const isMeant = meaningOf(schema, others, name);
  return references
    .filter((reference) => reference.kind !== "comment" && isMeant(reference.file, reference))
    .map((reference) =>
      diagnostic("read-by-others", { name, stacks: [...stacks, ...others] }, placeOf(reference)),
    );
}

export function placeOf({ file, text, start, end }: PlacedReference) {
  return locationAt(file, text, start, end);
}
