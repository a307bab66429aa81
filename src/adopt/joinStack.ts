import { absorb } from "../absorb/absorb.ts";
import { diagnostic, hasErrors } from "../diagnostics/diagnostic.ts";
import { addEnvironment, driftables } from "../edit/addEnvironment.ts";
import { textsOf } from "../edit/declare.ts";
import { prepareGenerate } from "../generate/generate.ts";
import { ignoredAmong } from "../git/ignoredFiles.ts";
import {
  knownProblemsFile,
  printKnownProblems,
  withKnownFiles,
} from "../manifest/knownProblems.ts";
import type { Draft } from "../model/draft.ts";
import type { Environment } from "../model/environment.ts";
import type { FileChange } from "../model/fileChange.ts";
import { decodeText } from "../model/files.ts";
import { isOwnFolder, templatesDirectory } from "../model/layout.ts";
import type { Project } from "../model/project.ts";
import { promotionOrder } from "../model/promotion.ts";
import { failure, type Result, success } from "../model/result.ts";
import { isMapValue, type Value } from "../model/value.ts";
import { loadProject } from "../project/loadProject.ts";
import { renderProject } from "../project/renderProject.ts";
import { headerIn, ownText } from "../render/fileKind.ts";
import { isFaultOfCode } from "./preview.ts";
import { pathIn, pathsOf, type Root } from "./roots.ts";
import { stageOf } from "./stacks.ts";

/** A folder of Terraform code in the place of a stack's environments. */
export interface NewEnvironment {
  readonly root: Root;
  readonly name: string;
  readonly stack: string;
}

/** The new environment in its stack: checked, and not written yet. */
export interface Joined {
  readonly changes: readonly FileChange[];
  /** The environment that it is most like, whose spec its own was copied from. */
  readonly from: string;
  /** Files that come from the stack's templates. */
  readonly shared: readonly string[];
  /** Files that only it has, each with a template of its own. */
  readonly verbatim: readonly string[];
}

/** Makes an environment of a folder: values go into a spec, files that values cannot reproduce become templates of their own. */
export async function joinStack(
  project: Project,
  { root: found, name, stack }: NewEnvironment,
): Promise<Result<Joined>> {
  const root = withoutIgnored(project, found);
  const from = nearestOf(project, stack, root);
  if (!from) return failure(diagnostic("stack-empty", { stack, folder: root.folder }));
  const added = await addEnvironment(project, {
    name,
    from,
    values: distinctValues(from, name),
    ...placeIn(project, name),
  });
  if (!added.ok) return added;
  const draft = added.value;
  const replaced = {
    handEdited: new Map(pathsOf(root).map((path) => [path, "replace"] as const)),
  };
  const valued = await takeValues(project, draft, root, replaced);
  if (!valued.ok) return valued;
  const verbatim = await carryRest(project, draft, root, name, stack);
  const prepare = async () =>
    prepareGenerate(await loadProject(project.root, textsOf(draft)), replaced);
  let { rendered, changes, problems } = await prepare();
  const faults = problems.filter(({ severity }) => severity === "error");
  if (faults.length > 0 && faults.every(isFaultOfCode)) {
    // Its existing problems become warnings.
    const list = knownProblemsFile(project.schema.layout);
    draft.write(list, printKnownProblems(faults, draft.read(list)));
    ({ rendered, changes, problems } = await prepare());
  }
  if (!rendered || hasErrors(problems)) return failure(...problems);
  const shared = [...root.files.keys()].filter((file) => !verbatim.includes(file));
  const sources = draft
    .changes()
    .map(({ path, before, after }): FileChange => ({ path, before, after, source: true }));
  return success({ changes: [...sources, ...changes], from: from.name, shared, verbatim });
}

/** Without files that git ignores: their values may be private. */
function withoutIgnored(project: Project, root: Root): Root {
  const isIgnored = ignoredAmong(project.root, pathsOf(root));
  const files = new Map([...root.files].filter(([file]) => !isIgnored(pathIn(root, file))));
  return { ...root, files };
}

/** After the environments of earlier or equal stages; if there are none, after the first. */
function placeIn({ schema }: Project, name: string): { readonly promoteAfter?: string } {
  const order = promotionOrder(schema.promotion);
  const after = order.findLast((one) => stageOf(one) <= stageOf(name)) ?? order[0];
  return after === undefined ? {} : { promoteAfter: after };
}

/** The environment whose files have the most lines in common with the new environment's. */
function nearestOf(project: Project, stack: string, root: Root): Environment | undefined {
  const { outputs } = renderProject(project);
  const isSetApart = isOwnFolder(project.schema.layout);
  const linesInCommon = ({ directory }: Environment): number =>
    [...root.files].reduce((sum, [file, text = ""]) => {
      const output = outputs.get(`${directory}/${file}`);
      const lines = new Set((output && ownText(output, isSetApart))?.split("\n"));
      return sum + text.split("\n").filter((line) => lines.has(line)).length;
    }, 0);
  return project.environments
    .filter((environment) => environment.stack.name === stack)
    .map((environment) => ({ environment, common: linesInCommon(environment) }))
    .sort((a, b) => b.common - a.common)[0]?.environment;
}

/** Unique values get a placeholder until the files have given the real ones. */
function distinctValues(from: Environment, name: string) {
  return driftables(from)
    .filter(({ declared }) => declared.unique)
    .map(({ path, value }) => ({ path, value: renamed(value, from.name, name) }));
}

function renamed(value: Value, from: string, to: string): Value {
  if (typeof value === "string") {
    return value.includes(from) ? value.replaceAll(from, to) : `${value}-${to}`;
  }
  if (Array.isArray(value)) return value.map((one) => renamed(one, from, to));
  if (typeof value !== "object" || value === null || !isMapValue(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, renamed(one, from, to)]),
  );
}

/** Gives the spec the values in the new environment's files, as if generated files had been edited to these. */
async function takeValues(
  project: Project,
  draft: Draft,
  root: Root,
  replaced: NonNullable<Parameters<typeof prepareGenerate>[1]>,
): Promise<Result<Draft>> {
  const copied = await loadProject(project.root, textsOf(draft));
  const { rendered, changes, problems } = await prepareGenerate(copied, replaced);
  if (!rendered || hasErrors(problems)) return failure(...problems);
  const texts = new Map(textsOf(draft));
  for (const { path, after } of changes) {
    const text = typeof after === "string" || after === undefined ? after : decodeText(after);
    texts.set(path, text);
  }
  const edited: string[] = [];
  for (const [file, text] of root.files) {
    const path = `${root.folder}/${file}`;
    const made = texts.get(path);
    const output = rendered.outputs.get(path);
    if (text === undefined || made === undefined || !output) continue;
    const header = headerIn(path, made, isOwnFolder(project.schema.layout));
    texts.set(path, made.slice(header?.start ?? 0, header?.end ?? 0) + text);
    edited.push(path);
  }
  const absorbed = await absorb(await loadProject(project.root, texts), { paths: edited });
  if (!absorbed.ok) return absorbed;
  const specs = absorbed.value.draft
    .changes()
    .filter(({ path }) => project.specs.has(path) || draft.read(path) !== undefined);
  for (const { path, after } of specs) if (after !== undefined) draft.write(path, after);
  return success(draft);
}

/** A file that is not reproduced is carried as it is, for the new environment alone. */
async function carryRest(
  project: Project,
  draft: Draft,
  root: Root,
  name: string,
  stack: string,
): Promise<readonly string[]> {
  const valued = await loadProject(project.root, textsOf(draft));
  const { outputs } = renderProject(valued);
  const isSetApart = isOwnFolder(project.schema.layout);
  const condition = `environment=${name.replaceAll("/", "+")}`;
  const folder = `${templatesDirectory}/environments/${stack}`;
  const made = [...outputs.keys()]
    .filter((path) => path.startsWith(`${root.folder}/`))
    .map((path) => path.slice(root.folder.length + 1));
  const templates = valued.templates.perEnvironment.get(stack) ?? [];
  const verbatim: string[] = [];
  const places = new Map<string, string>();
  for (const file of new Set([...root.files.keys(), ...made])) {
    const text = root.files.get(file);
    const output = outputs.get(`${root.folder}/${file}`);
    if (output && !output.source.startsWith(`${templatesDirectory}/`)) continue;
    if (output && text !== undefined && ownText(output, isSetApart) === text) continue;
    for (const template of templates.filter(({ target }) => target === file)) {
      const moved = template.file.replace(`${folder}/`, `${folder}/@!${condition}/`);
      draft.write(moved, draft.read(template.file) ?? "");
      draft.remove(template.file);
      places.set(template.file, moved);
    }
    if (text === undefined) continue;
    draft.write(`${folder}/@${condition}/${file}`, text);
    verbatim.push(file);
  }
  moveKnownProblems(draft, project, places);
  return verbatim;
}

export function moveKnownProblems(
  draft: Draft,
  { schema }: Project,
  places: ReadonlyMap<string, string>,
): void {
  const list = knownProblemsFile(schema.layout);
  const text = draft.read(list);
  if (text !== undefined && places.size > 0) draft.write(list, withKnownFiles(text, places));
}
