import { type Diagnostic, diagnostic, hasErrors } from "../diagnostics/diagnostic.ts";
import { disk } from "../files/disk.ts";
import { overlay } from "../files/overlay.ts";
import { inTemporaryFolder } from "../files/temporaryFolder.ts";
import { prepareGenerate } from "../generate/generate.ts";
import { schemaText } from "../init/files/schema.ts";
import { specFiles } from "../init/files/specs.ts";
import type { OwnPackage } from "../init/ownPackage.ts";
import { standIn } from "../init/rehearse.ts";
import { decodeText, type Files } from "../model/files.ts";
import { layoutOf } from "../model/layout.ts";
import { loadProject } from "../project/loadProject.ts";
import { withHeader } from "../render/fileKind.ts";
import type { FileChange } from "../transaction/commit.ts";
import { variablesOf } from "./declarations.ts";
import { type AdoptedFile, type Carrying, unifyFiles } from "./stackFiles.ts";
import { type StackSources, stackSources } from "./stackSources.ts";
import type { AdoptionPlan, StackPlan } from "./stacks.ts";

/** A stack as it was taken over. */
export interface AdoptedStack extends StackSources {
  readonly plan: StackPlan;
  readonly files: readonly AdoptedFile[];
}

/** A repository as it will be: proved, and not written yet. */
export interface Adopted {
  readonly plan: AdoptionPlan;
  readonly stacks: readonly AdoptedStack[];
  /** Schema, specs and templates, by path. */
  readonly sources: ReadonlyMap<string, string>;
  /** Everything that is to be written. */
  readonly changes: readonly FileChange[];
  /** Warnings, or what keeps it from being written. */
  readonly problems: readonly Diagnostic[];
}

/**
 * Makes a project of environments that are there, and proves it: what it renders is, byte for byte, what was there,
 * but for the line that says what made it. A file that does not come back is carried less cleverly, in the end as it is.
 */
export async function adopt(
  root: string,
  plan: AdoptionPlan,
  own: OwnPackage,
  ignored: (path: string) => boolean = () => false,
): Promise<Adopted> {
  const files = disk(root);
  const held = new Map<string, Map<string, Carrying>>(
    plan.stacks.map(({ name }) => [name, new Map()]),
  );
  for (;;) {
    const stacks = plan.stacks.map((stack): AdoptedStack => {
      const variables = new Set(
        stack.members.flatMap((member) => [...variablesOf(member.root).keys()]),
      );
      const made = unifyFiles(stack, held.get(stack.name) ?? new Map(), variables, ignored);
      return { plan: stack, files: made, ...stackSources(stack, made) };
    });
    const sources = sourcesOf(plan, stacks);
    const { changes, problems } = await rehearse(root, files, sources, own);
    const failed = hasErrors(problems) ? misread(problems, stacks) : unproved(changes, stacks);
    if (failed.length === 0) return { plan, stacks, sources, changes, problems };
    for (const { stack, name, carrying } of failed) {
      held.get(stack)?.set(name, carrying === "formatted" ? "as written" : "verbatim");
    }
  }
}

function sourcesOf(
  { output, stacks: plans }: AdoptionPlan,
  stacks: readonly AdoptedStack[],
): Map<string, string> {
  const layout = layoutOf(output);
  const blueprints = stacks.map(({ blueprint }) => blueprint);
  const patterns = new Map(plans.map(({ name, pattern }) => [name, pattern]));
  const sources = new Map<string, string>([
    ["schema/index.ts", schemaText(blueprints, { output, patterns })],
  ]);
  for (const blueprint of blueprints) {
    for (const [path, text] of specFiles(blueprint, layout)) sources.set(path, text);
    for (const [path, text] of blueprint.templates) sources.set(`templates/${path}`, String(text));
  }
  return sources;
}

/** Loads and renders the project as it will be, by the same way as every later run. */
async function rehearse(
  root: string,
  files: Files,
  sources: ReadonlyMap<string, string>,
  { zod }: OwnPackage,
): Promise<{ readonly changes: readonly FileChange[]; readonly problems: readonly Diagnostic[] }> {
  if (zod === undefined) return { changes: [], problems: [diagnostic("init-without-zod", {})] };
  return inTemporaryFolder(new Map([...sources, ...standIn(zod)]), async (folder) => {
    const loaded = await loadProject(folder);
    const project = { ...loaded, root, files: overlay(files, sources) };
    const { changes, problems } = await prepareGenerate(project, { force: true });
    const written = [...sources].map(
      ([path, after]): FileChange => ({ path, after, source: true }),
    );
    return { changes: [...written, ...changes], problems };
  });
}

/** Files that would not be what they were. */
function unproved(changes: readonly FileChange[], stacks: readonly AdoptedStack[]) {
  const found: { stack: string; name: string; carrying: Carrying }[] = [];
  const after = new Map(changes.map((change) => [change.path, change.after]));
  for (const { plan, files } of stacks) {
    for (const { name, sides, carrying } of files) {
      const lost = sides.some(({ index, text }) => {
        const path = `${plan.members[index]?.root.folder}/${name}`;
        // What is not changed is what it was.
        return after.has(path) && !isSame(path, text, after.get(path));
      });
      if (lost) found.push({ stack: plan.name, name, carrying });
    }
  }
  return found;
}

/** Files whose templates cannot be run. */
function misread(problems: readonly Diagnostic[], stacks: readonly AdoptedStack[]) {
  const places = new Set(problems.map(({ location }) => location?.file));
  return stacks.flatMap(({ plan, files }) =>
    files
      .filter(({ name, parts }) => parts && isMentioned(places, plan.name, name))
      .map(({ name, carrying }) => ({ stack: plan.name, name, carrying })),
  );
}

function isMentioned(
  places: ReadonlySet<string | undefined>,
  stack: string,
  name: string,
): boolean {
  return [...places].some(
    (place) =>
      place?.startsWith(`templates/environments/${stack}/`) && place.endsWith(`/${name}.hbs`),
  );
}

/** Whether a text is another one with a header line before it. */
function isSame(path: string, before: string, after: string | Uint8Array | undefined): boolean {
  const text = typeof after === "string" ? after : after && decodeText(after);
  if (text === undefined) return false;
  if (text === before) return true;
  const probe = withHeader(path, ["x"], before, false);
  const isMarked = probe !== before && /^[^\n]*Generated by terraloom from [^\n]*\n/.test(text);
  return isMarked && text.slice(text.indexOf("\n") + 1) === before;
}
