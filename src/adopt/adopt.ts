import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { disk } from "../files/disk.ts";
import { overlay } from "../files/overlay.ts";
import { ignoredAmong } from "../git/ignoredFiles.ts";
import type { Blueprint } from "../init/blueprint.ts";
import type { Kept } from "../init/kept.ts";
import type { FileChange } from "../model/fileChange.ts";
import { isOwnFolder, layoutOf } from "../model/layout.ts";
import type { Project } from "../model/project.ts";
import type { Rendered } from "../model/rendered.ts";
import { success } from "../model/result.ts";
import { ownText } from "../render/fileKind.ts";
import { variablesOf } from "./declarations.ts";
import { type Preview, previewProject } from "./preview.ts";
import { pathIn, pathsOf } from "./roots.ts";
import { addedSources, newSources } from "./sources.ts";
import { type AdoptedFile, unifyFiles } from "./stackFiles.ts";
import { stackBlueprint } from "./stackSources.ts";
import type { AdoptionPlan, StackPlan } from "./stacks.ts";
import { inTheWay, toolingChanges } from "./toolingFiles.ts";

export interface AdoptedStack {
  readonly plan: StackPlan;
  readonly files: readonly AdoptedFile[];
  readonly blueprint: Blueprint;
}

/** An adopted repository: checked, and not written yet. */
export interface Adopted {
  readonly root: string;
  readonly plan: AdoptionPlan;
  readonly stacks: readonly AdoptedStack[];
  readonly changes: readonly FileChange[];
  readonly kept: readonly Kept[];
  readonly faults: number;
  /** Warnings, or what keeps it from being written. */
  readonly problems: readonly Diagnostic[];
}

/**
 * Makes a project of existing environments, or adds them to one as stacks, and checks it: what it renders is, byte for
 * byte, what existed before, but for the header line. A file that is not reproduced
 * is kept verbatim.
 *
 * @param project the existing project that gets these stacks; absent: a new one
 */
export async function adopt(root: string, plan: AdoptionPlan, project?: Project): Promise<Adopted> {
  const there = disk(root);
  const around = project ? { changes: [], kept: [] } : toolingChanges(there);
  // Code may read whole folders, these new files too.
  const files = overlay(there, new Map(around.changes.map(({ path, after }) => [path, after])));
  const paths = plan.stacks.flatMap(({ members }) => members.flatMap((one) => pathsOf(one.root)));
  const ignored = ignoredAmong(root, paths);
  const verbatim = new Set<AdoptedFile["id"]>();
  for (;;) {
    const stacks = plan.stacks.map((stack): AdoptedStack => {
      const variables = stack.members.flatMap(({ root }) => [...variablesOf(root).keys()]);
      const made = unifyFiles(stack, new Set(variables), verbatim, ignored);
      return { plan: stack, files: made, blueprint: stackBlueprint(stack, made) };
    });
    const sources = project
      ? await addedSources(project, stacks)
      : success(newSources(plan, stacks));
    const { kept } = around;
    if (!sources.ok) {
      return { root, plan, stacks, changes: [], kept, faults: 0, problems: sources.problems };
    }
    const blocked = project ? [] : inTheWay(there, sources.value.keys());
    const preview = await previewProject({ root, files, plan, paths, project }, sources.value);
    const failed = failedFiles(preview, stacks, isOwnFolder(layoutOf(plan.output)));
    if (failed.length === 0) {
      const changes = [...around.changes, ...preview.changes];
      const problems = [...blocked, ...preview.problems];
      return { root, plan, stacks, changes, kept, faults: preview.faults, problems };
    }
    for (const { id } of failed) {
      if (verbatim.has(id)) throw new Error(`${id} is not reproduced`);
      verbatim.add(id);
    }
  }
}

/** Files that are not reproduced, or whose templates cannot be run. */
function failedFiles(
  { rendered, problems }: Preview,
  stacks: readonly AdoptedStack[],
  isSetApart: boolean,
): readonly AdoptedFile[] {
  const places = problems.flatMap(({ severity, location }) =>
    severity === "error" && location ? [location.file] : [],
  );
  return stacks.flatMap(({ plan, files }) =>
    files.filter((file) => {
      if (rendered) return !isReproduced(file, plan, rendered, isSetApart);
      const folder = `templates/environments/${plan.name}/`;
      return (
        file.parts !== undefined &&
        places.some((place) => place.startsWith(folder) && place.endsWith(`/${file.name}.hbs`))
      );
    }),
  );
}

/** Whether a file is rendered as it was, in the environments that had it and in no other. */
function isReproduced(
  { name, sides }: AdoptedFile,
  { members }: StackPlan,
  { outputs }: Rendered,
  isSetApart: boolean,
): boolean {
  const texts = new Map(sides.map(({ index, text }) => [index, text]));
  return members.every(({ root }, index) => {
    const output = outputs.get(pathIn(root, name));
    return (output && ownText(output, isSetApart)) === texts.get(index);
  });
}
