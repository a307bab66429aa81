import { diagnostic } from "../diagnostics/diagnostic.ts";
import { nearest } from "../diagnostics/nearest.ts";
import { outline } from "../hcl/outline/outline.ts";
import { type Draft, draftOf } from "../model/draft.ts";
import { walk } from "../model/files.ts";
import { templatesDirectory } from "../model/layout.ts";
import type { Project } from "../model/project.ts";
import { failure, type Result } from "../model/result.ts";
import type { ProjectStack } from "../model/schema.ts";
import { renameCallIn } from "../schemaSource/renameCall.ts";
import { applyEdits } from "../text/textEdit.ts";
import { editSchema } from "./editDraft.ts";
import { maskMustaches, replaceMustaches } from "./template/mask.ts";

/** A module call, and its new name. */
export interface CallRequest {
  readonly stack: ProjectStack;
  readonly name: string;
  readonly newName: string;
}

/**
 * Renames a module call, in memory: in the schema, and in the templates of its stack. A `moved` block moves what the
 * call has created, so that nothing is created again.
 */
export async function renameCall(
  project: Project,
  { stack, name, newName }: CallRequest,
): Promise<Result<Draft>> {
  const call = stack.calls.get(name);
  const folder = `${templatesDirectory}/environments/${stack.name}`;
  if (!call) {
    const known = [...stack.calls.keys()];
    const suggestion = nearest(name, known);
    return failure(diagnostic("call-unknown", { call: name, folder, known, suggestion }));
  }
  const draft = draftOf(project.files);
  let blocks = 0;
  for (const file of walk(project.files, folder)) {
    const text = draft.read(file);
    if (text === undefined || !text.includes(name)) continue;
    const isCode = /\.tf(?:\.hbs)?$/.test(file);
    const places = isCode ? placesIn(text, name) : { labels: [], references: [] };
    blocks += places.labels.length;
    const edits = [...places.labels, ...places.references].map((start) => ({
      start,
      end: start + name.length,
      text: newName,
    }));
    const code = applyEdits(text, edits);
    draft.write(file, file.endsWith(".hbs") ? inMustaches(code, name, newName) : code);
  }
  if (blocks === 0) return failure(diagnostic("call-not-written", { call: name, folder }));
  const variables = [...stack.variables.values()].filter(({ calls }) => calls.has(name));
  const write = `rename the call "${name}" in calls, and in modules of what goes there.`;
  await editSchema(draft, write, undefined, (sources) =>
    renameCallIn(sources, {
      ...{ stack: stack.name, name, newName, module: call.module },
      variables: variables.map((variable) => variable.name),
    }),
  );
  appendMoved(draft, folder, name, newName);
  return draft.result(draft);
}

/** Where a template names a call: labels of `module` blocks, and `module.NAME`; not in moved and removed blocks. */
function placesIn(
  text: string,
  name: string,
): { readonly labels: readonly number[]; readonly references: readonly number[] } {
  const code = maskMustaches(text);
  const { blocks } = outline(code).body;
  const labels = blocks.flatMap(({ type, labels: [label] }) =>
    type === "module" && label?.text === name ? [label.start] : [],
  );
  const past = blocks.filter(({ type }) => type === "moved" || type === "removed");
  const pattern = new RegExp(`(?<![\\w.-])module\\.(?=${name}(?![\\w-]))`, "g");
  const references = [...code.matchAll(pattern)]
    .map(({ index }) => index + "module.".length)
    .filter((start) => !past.some((block) => block.start <= start && start < block.end));
  return { labels, references };
}

/** Helpers take a call's name as a text. */
function inMustaches(text: string, name: string, newName: string): string {
  const named = new RegExp(`(\\bcall=|\\bmodule(?:Source|Version)\\s+)(["'])${name}\\2`, "g");
  return replaceMustaches(text, (mustache) =>
    mustache.replace(named, (_, before: string, quote: string) => before + quote + newName + quote),
  );
}

function appendMoved(draft: Draft, folder: string, name: string, newName: string): void {
  const template = `${folder}/moved.tf.hbs`;
  const file = draft.read(template) === undefined ? `${folder}/moved.tf` : template;
  const before = draft.read(file)?.trimEnd() ?? "";
  const block = `moved {\n  from = module.${name}\n  to   = module.${newName}\n}\n`;
  draft.write(file, before === "" ? block : `${before}\n\n${block}`);
}
