import { besideProblems, ignoredProblems } from "../beside/besideProblems.ts";
import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import { modulesWords } from "../diagnostics/words/modules.ts";
import { disk } from "../files/disk.ts";
import { overlay } from "../files/overlay.ts";
import { inTemporaryFolder } from "../files/temporaryFolder.ts";
import { prepareGenerate } from "../generate/generate.ts";
import { knownProblems, knownProblemsFile, printKnownProblems } from "../generate/knownProblems.ts";
import { schemaText } from "../init/files/schema.ts";
import { specFiles } from "../init/files/specs.ts";
import type { OwnPackage } from "../init/ownPackage.ts";
import { standIn } from "../init/rehearse.ts";
import { decodeText, type Files } from "../model/files.ts";
import { layoutOf } from "../model/layout.ts";
import type { Rendered } from "../model/rendered.ts";
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
  /** How many faults the code had before. */
  readonly faults: number;
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
  {
    ignored = () => false,
    around = [],
  }: {
    /** Whether git does not keep a file. */
    readonly ignored?: (path: string) => boolean;
    /** New files that come with it: code may read whole folders. */
    readonly around?: readonly FileChange[];
  } = {},
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
    const rehearsed = await rehearseWithFaults(
      root,
      overlay(files, textsOf(around)),
      plan,
      sources,
      own,
    );
    const failed = lessWell(rehearsed, stacks);
    const { changes, faults, problems } = rehearsed;
    if (failed.length === 0) return { plan, stacks, sources, changes, faults, problems };
    for (const { stack, name, carrying } of failed) {
      held.get(stack)?.set(name, carrying === "formatted" ? "as written" : "verbatim");
    }
  }
}

function textsOf(changes: readonly FileChange[]): ReadonlyMap<string, string> {
  return new Map(
    changes.flatMap(({ path, after }) => (typeof after === "string" ? [[path, after]] : [])),
  );
}

/** All sources of a project. */
export function sourcesOf(
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

interface Rehearsed {
  readonly rendered?: Rendered;
  readonly changes: readonly FileChange[];
  readonly problems: readonly Diagnostic[];
}

/** The faults that the code has already are listed, and no reason to leave it alone. */
async function rehearseWithFaults(
  root: string,
  files: Files,
  { output }: AdoptionPlan,
  sources: Map<string, string>,
  own: OwnPackage,
): Promise<Rehearsed & { readonly faults: number }> {
  for (const faults: Diagnostic[] = []; ; ) {
    const rehearsed = await rehearse(root, files, sources, own);
    const errors = rehearsed.problems.filter(({ severity }) => severity === "error");
    if (errors.length === 0 || !errors.every(isFaultOfCode)) {
      return { ...rehearsed, faults: faults.length };
    }
    faults.push(...errors);
    sources.set(knownProblemsFile(layoutOf(output)), printKnownProblems(faults));
  }
}

function isFaultOfCode({ code }: Diagnostic): boolean {
  return code in modulesWords || otherFaults.has(code);
}

const otherFaults = new Set(["state-shared", "output-syntax", "values-beside"]);

/** Loads and renders the project as it will be, by the same way as every later run. */
async function rehearse(
  root: string,
  files: Files,
  sources: ReadonlyMap<string, string>,
  { zod }: OwnPackage,
): Promise<Rehearsed> {
  if (zod === undefined) return { changes: [], problems: [diagnostic("init-without-zod", {})] };
  return inTemporaryFolder(new Map([...sources, ...standIn(zod)]), async (folder) => {
    const loaded = await loadProject(folder);
    const project = { ...loaded, root, files: overlay(files, sources) };
    const { rendered, changes, problems } = await prepareGenerate(project, { force: true });
    const made = [...(rendered?.outputs.keys() ?? [])];
    const known = knownProblems(project.files, project.schema.layout);
    const beside = rendered ? known(besideProblems(project, made)) : [];
    const ignored = ignoredProblems(project, made).map(
      (one): Diagnostic => ({ ...one, severity: "warning" }),
    );
    const written = [...sources].map(
      ([path, after]): FileChange => ({ path, after, source: true }),
    );
    return {
      ...(rendered ? { rendered } : {}),
      changes: [...written, ...changes],
      problems: [...problems, ...beside, ...ignored],
    };
  });
}

/** Files that have to be carried less cleverly: those that would not come back, or whose templates cannot be run. */
function lessWell({ rendered, problems }: Rehearsed, stacks: readonly AdoptedStack[]) {
  const places = new Set(
    problems.flatMap(({ severity, location }) =>
      severity === "error" && location ? [location.file] : [],
    ),
  );
  return stacks.flatMap(({ plan, files }) =>
    files
      .filter((file) =>
        rendered
          ? !comesBack(file, plan, rendered)
          : file.parts !== undefined && isTemplateIn(places, plan.name, file.name),
      )
      .map(({ name, carrying }) => ({ stack: plan.name, name, carrying })),
  );
}

/** Whether what is rendered is what was there, in the environments that had it and in no other. */
function comesBack(
  { name, sides }: AdoptedFile,
  { members }: StackPlan,
  { outputs }: Rendered,
): boolean {
  const texts = new Map(sides.map(({ index, text }) => [index, text]));
  return members.every(({ root }, index) => {
    const path = `${root.folder}/${name}`;
    const text = texts.get(index);
    const content = outputs.get(path)?.content;
    return text === undefined ? content === undefined : isSame(path, text, content);
  });
}

function isTemplateIn(places: ReadonlySet<string>, stack: string, name: string): boolean {
  return [...places].some(
    (place) =>
      place.startsWith(`templates/environments/${stack}/`) && place.endsWith(`/${name}.hbs`),
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
