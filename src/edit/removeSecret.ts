import { diagnostic, type Location } from "../diagnostics/diagnostic.ts";
import { locationAt } from "../diagnostics/position.ts";
import { type Draft, draftOf } from "../model/draft.ts";
import { walk } from "../model/files.ts";
import { templatesDirectory } from "../model/layout.ts";
import type { Project } from "../model/project.ts";
import { failure, type Result } from "../model/result.ts";
import { removeDeclaration } from "../schemaSource/editSchema.ts";
import { editSchema } from "./editDraft.ts";
import { declaredAt, keptIn, type Removed } from "./removeVariable.ts";
import { isInComment } from "./template/references.ts";
import { scopeOf } from "./template/scope.ts";

/**
 * Removes a secret's declaration from stacks. `{{#secrets}}` follows; a template that names the secret
 * itself prevents it: every such place is a problem.
 */
export async function removeSecret(
  project: Project,
  stacks: readonly string[],
  name: string,
): Promise<Result<Removed>> {
  const draft = draftOf(project.files);
  const named = namedByHand(project, draft, stacks, name);
  if (named.length > 0) {
    return failure(...named.map((place) => diagnostic("still-read", { name }, place)));
  }
  const declared = declaredAt(project, stacks, "secrets", name);
  const write = `remove "${name}" from the schema.`;
  const removed = await editSchema(draft, write, declared, (sources) =>
    removeDeclaration(sources, stacks, "secrets", name),
  );
  return draft.result({ draft, keptComments: keptIn(removed) });
}

/** Text is not code: it may name a removed secret. */
const prose = /\.(?:md|txt)(?:\.hbs)?$/;

/** Where templates that these stacks may use name it: `secret_arns.NAME`, `"NAME"`. */
function namedByHand(
  { files }: Project,
  draft: Draft,
  stacks: readonly string[],
  name: string,
): readonly Location[] {
  const word = new RegExp(`(?<![\\w-])${name}(?![\\w-])`, "g");
  return walk(files, templatesDirectory).flatMap((file) => {
    const scope = scopeOf(file);
    if (prose.test(file) || (scope.kind === "root" && !stacks.includes(scope.stack))) return [];
    const text = draft.read(file) ?? "";
    return [...text.matchAll(word)]
      .filter(({ index }) => !isInComment(text, index))
      .map(({ index }) => locationAt(file, text, index, index + name.length));
  });
}
