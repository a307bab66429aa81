import { posix } from "node:path";
import { diagnostic, type Location } from "../diagnostics/diagnostic.ts";
import { startOf } from "../diagnostics/position.ts";
import { readManifests } from "../manifest/readManifests.ts";
import { type Draft, draftOf } from "../model/draft.ts";
import type { Environment } from "../model/environment.ts";
import { walk } from "../model/files.ts";
import { environmentDirectory, specsDirectory } from "../model/layout.ts";
import type { Project } from "../model/project.ts";
import { failure, type Result } from "../model/result.ts";
import { editPromotions } from "../schemaSource/editProject.ts";
import { schemaSources } from "../schemaSource/source.ts";
import { renameKey } from "../yaml/editSpec.ts";
import { setExtends, withPathsFrom } from "./addEnvironment.ts";
import { editPlaces, editSpec } from "./editDraft.ts";
import { entryKey } from "./entryKey.ts";
import { environmentMentions } from "./environmentMentions.ts";
import { manualEdit } from "./manualEdit.ts";

/** An environment's renaming, in memory. */
export interface RenamedEnvironment {
  readonly draft: Draft;
  /** Places with the old name, or a word like it, that were left as they are. */
  readonly mentions: readonly Location[];
}

/**
 * Renames an environment: its spec another path, with all that names it: promotion orders, specs that extend
 * it, templates that test for it. Handwritten files beside its generated code, such as the lock file, move too.
 *
 * @param everywhere whether strings that are its name, and might mean something else, change too
 */
export async function renameEnvironment(
  project: Project,
  environment: Environment,
  newName: string,
  everywhere: boolean,
): Promise<Result<RenamedEnvironment>> {
  const { name, file, within, stack, directory } = environment;
  const newFile = `${specsDirectory}/${newName}.yaml`;
  const key = within.length > 0 ? entryKey(project, environment, newName) : undefined;
  if (key && !key.ok) return key;
  if (project.files.kind(newFile) !== undefined) {
    const args = { kind: "environment", name: newName, stack: stack.name };
    return failure(diagnostic("already-declared", args, startOf(newFile)));
  }
  const draft = draftOf(project.files);
  const found = environmentMentions(project, draft, name);
  const stacks = [...project.schema.stacks.keys()];
  const edits = editPromotions(await schemaSources(draft.read), stacks, name, newName);
  if (!edits.ok) return manualEdit(edits, `rename "${name}" in promotion, in schema/index.ts.`);
  const promoted = new Set(edits.value.map((edit) => edit.file));
  const certain = found.filter(
    (mention) => (mention.isCertain || everywhere) && !promoted.has(mention.file),
  );
  const places = certain.map((mention) => ({ file: mention.file, ...mention.edit, text: newName }));
  editPlaces(draft, places);
  for (const { file: path, text } of edits.value) draft.write(path, text);
  if (key) {
    const write = `name the entry "${key.value}".`;
    editSpec(draft, file, write, (text) => renameKey(text, within, key.value));
  } else moveSpec(project, draft, file, newFile);
  moveBeside(
    project,
    draft,
    directory,
    environmentDirectory(project.schema.layout, stack.output, newName),
  );
  const left = environmentMentions(project, draft, name).filter((mention) => mention.file !== file);
  return draft.result({ draft, mentions: left.map(({ location }) => location) });
}

/** Gives a spec another path, in all that extends it too. */
function moveSpec({ specs }: Project, draft: Draft, file: string, newFile: string): void {
  const source = specs.get(file);
  const write = `name ${newFile} in place of ${file}.`;
  for (const spec of specs.values()) {
    if (spec.file === file || !spec.extends.some(({ target }) => target === file)) continue;
    const folder = posix.dirname(spec.file);
    editSpec(draft, spec.file, write, (text) =>
      setExtends(text, spec, (target) =>
        posix.relative(folder, target === file ? newFile : target),
      ),
    );
  }
  draft.write(newFile, draft.read(file) ?? "");
  if (source) editSpec(draft, newFile, write, (text) => withPathsFrom(text, source, newFile));
  draft.remove(file);
}

/** Files beside generated code that may be committed: not Terraform's own folder and states. */
function moveBeside({ files, schema }: Project, draft: Draft, from: string, to: string): void {
  const made = readManifests(files, schema.layout).files;
  for (const path of walk(files, from)) {
    const below = path.slice(from.length + 1);
    if (made.has(path) || /(?:^|\/)\.terraform\/|\.tfstate|\.tfplan$/.test(below)) continue;
    const text = draft.read(path);
    if (text === undefined) continue;
    draft.write(`${to}/${below}`, text);
    draft.remove(path);
  }
}
