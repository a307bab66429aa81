import { diagnostic, hasErrors } from "../diagnostics/diagnostic.ts";
import type { NotUnified } from "../diagnostics/messages/adopt.ts";
import { nearest } from "../diagnostics/nearest.ts";
import { startOf } from "../diagnostics/position.ts";
import { textsOf } from "../edit/declare.ts";
import { templateFiles } from "../init/files/projectFiles.ts";
import { type Draft, draftOf } from "../model/draft.ts";
import { fileOf } from "../model/environment.ts";
import { isOwnFolder, templatesDirectory } from "../model/layout.ts";
import type { Project } from "../model/project.ts";
import type { Rendered } from "../model/rendered.ts";
import { failure, type Result, success } from "../model/result.ts";
import type { ProjectStack } from "../model/schema.ts";
import { loadProject } from "../project/loadProject.ts";
import { renderProject } from "../project/renderProject.ts";
import { ownText } from "../render/fileKind.ts";
import { moveKnownProblems } from "./joinStack.ts";
import { declareSettings, removeUnreadSettings } from "./settings.ts";
import { unifyFiles } from "./stackFiles.ts";
import { stackBlueprint } from "./stackSources.ts";
import type { StackPlan } from "./stacks.ts";

/** A file that comes from one template from now on. */
export interface MadeShared {
  readonly draft: Draft;
  readonly template: string;
  readonly settings: readonly string[];
}

/**
 * Replaces the several templates of a file by one, in memory: the environments' files are unified
 * again, what differs goes into settings. It is taken only if every output comes back byte for byte, but for the line
 * that says what made it.
 *
 * @param name the file's path, relative to an environment's folder
 */
export async function makeShared(
  project: Project,
  stack: ProjectStack,
  name: string,
): Promise<Result<MadeShared>> {
  const all = project.templates.perEnvironment.get(stack.name) ?? [];
  const templates = all.filter(({ target }) => target === name).map(({ file }) => file);
  const [first, second] = templates;
  if (first === undefined) {
    const suggestion = nearest(
      name,
      all.map(({ target }) => target),
    );
    return failure(diagnostic("template-unknown", { name, stack: stack.name, suggestion }));
  }
  const stays = (why: NotUnified) => diagnostic("file-stays", { name, why }, startOf(first));
  if (second === undefined) return failure(stays("one-template"));
  const before = renderProject(project);
  if (hasErrors(before.problems)) return failure(...before.problems);
  const plan = planOf(project, stack, name, before);
  const names = new Set(
    [...stack.settings, ...stack.variables, ...stack.secrets].map(([one]) => one),
  );
  const files = unifyFiles(plan, new Set());
  const [unified] = files;
  if (!unified || unified.carrying === "verbatim") {
    return failure(stays(unified?.why ?? "absent"));
  }
  const blueprint = stackBlueprint(plan, files, names);
  const draft = draftOf(project.files);
  for (const file of templates) draft.remove(file);
  const made = templateFiles(blueprint);
  for (const [path, text] of made) draft.write(path, text);
  const [[template] = [""]] = made;
  moveKnownProblems(draft, project, new Map(templates.map((file) => [file, template])));
  await declareSettings(draft, project, stack, blueprint);
  await removeUnreadSettings(draft, project, stack);
  const edited = draft.result(draft);
  if (!edited.ok) return edited;
  return (await isReproduced(project, draft, before))
    ? success({ draft, template, settings: blueprint.settings.map((setting) => setting.name) })
    : failure(stays("not-reproduced"));
}

/** The environments with the one file, as if they were to be taken over. */
function planOf(
  { environments, schema }: Project,
  stack: ProjectStack,
  name: string,
  { outputs }: Rendered,
): StackPlan {
  const isSetApart = isOwnFolder(schema.layout);
  const members = environments
    .filter((environment) => environment.stack.name === stack.name)
    .map((environment) => {
      const { directory } = environment;
      const output = outputs.get(fileOf(environment, name));
      const files = new Map(output ? [[name, ownText(output, isSetApart)]] : []);
      const root = { folder: directory, files, links: [], addresses: new Set<string>(), calls: [] };
      return { name: environment.name, root };
    });
  return { name: stack.name, pattern: "", members };
}

async function isReproduced(project: Project, draft: Draft, before: Rendered): Promise<boolean> {
  const changed = await loadProject(project.root, textsOf(draft));
  if (hasErrors(changed.problems)) return false;
  const after = renderProject(changed);
  if (hasErrors(after.problems)) return false;
  const isSetApart = isOwnFolder(project.schema.layout);
  const texts = ({ outputs }: Rendered): ReadonlyMap<string, string> =>
    new Map(
      [...outputs.values()]
        .filter(({ source }) => source.startsWith(`${templatesDirectory}/`))
        .map((output) => [output.path, ownText(output, isSetApart) ?? String(output.content)]),
    );
  const [then, now] = [texts(before), texts(after)];
  return then.size === now.size && [...then].every(([path, text]) => now.get(path) === text);
}
