import { type Diagnostic, type Location, sortDiagnostics } from "../diagnostics/diagnostic.ts";
import { locationAt } from "../diagnostics/position.ts";
import type { Environment } from "../model/environment.ts";
import { folderOf } from "../model/layout.ts";
import { applyOrder } from "../model/order.ts";
import type { Project } from "../model/project.ts";
import type { Rendered } from "../model/rendered.ts";
import type { ProjectStack } from "../model/schema.ts";
import type { Step } from "../model/step.ts";
import { mapToSource } from "../trace/mapToSource.ts";
import { calledByHand } from "./calledByHand.ts";
import { checkCalls } from "./calls.ts";
import { checkDeclarations } from "./declarations.ts";
import type { Finding } from "./finding.ts";
import { installedModules } from "./installed.ts";
import { checkLocals } from "./locals.ts";
import type { CodeFile, Module } from "./module.ts";
import { checkNewerCode } from "./newerCode.ts";
import { checkProviders } from "./providers.ts";
import { modulesBelow } from "./reach.ts";
import { modulesIn } from "./readModule.ts";
import { checkReferences } from "./references.ts";
import { checkRemoteOutputs, remoteStates } from "./remoteState.ts";
import { checkRequiredVersion } from "./requiredVersion.ts";
import { checkRootModule } from "./rootModule.ts";
import { checkSchema } from "./schema.ts";
import { shapeOf } from "./shapeOf.ts";
import { checkStackOrder } from "./stackOrder.ts";
import { mismatchedOutputs, missingOutputs } from "./stackOutputs.ts";
import { type Folder, type Tree, treeOf } from "./tree.ts";
import type { Modules } from "./values.ts";

/**
 * Checks all Terraform code below the output for consistency, as far as possible without providers and without
 * Terraform: what is called, passed, declared and referred to. Each problem is reported at the line of the schema, the
 * template or the handwritten file that makes it. What is known only when Terraform runs is not checked.
 *
 * Environments of one stack differ in little but values. One that differs from one already seen in literals alone
 * is not checked again.
 */
export function checkModules(
  project: Project,
  { outputs }: Pick<Rendered, "outputs">,
  steps: readonly Step[],
): readonly Diagnostic[] {
  const tree = treeOf(outputs, steps, project.files, project.schema.layout);
  const moduleIn = modulesIn(tree);
  const modules = Object.assign(moduleIn, {
    installed: installedModules(project.environments, project.files),
    remote: remoteStates(project.environments, moduleIn),
    isCalledByHand: calledByHand(project.files, tree.folders, moduleIn),
  });
  const inSchema = checkSchema(project.schema, project.environments, modules);
  const roots = new Map(project.environments.map((one) => [one.directory, one]));
  const order = { stacks: project.schema.stacks, order: applyOrder(project.environments) };
  const isMade = (file: string): boolean => outputs.has(file);
  const unwritten: Diagnostic[] = [];
  const checkStates = (module: Module): Finding[] => {
    const reader = roots.get(module.folder);
    return [
      ...checkRemoteOutputs(module, modules.remote),
      ...(reader ? checkStackOrder(module, reader, modules.remote, order) : []),
    ];
  };
  const seen = new Set<string>();
  const keyOf = folderKeys();
  const judged: Module[] = [];
  const findings = tree.folders.flatMap((path): Finding[] => {
    const folder = tree.folder(path);
    const key = keyOf(path, folder);
    if (seen.has(key)) {
      // Which state is read is a literal.
      const module = readsStates(folder) ? moduleIn(path) : undefined;
      return module ? [...checkCalls(module, modules), ...checkStates(module)] : [];
    }
    seen.add(key);
    const module = moduleIn(path);
    if (!module) return [];
    judged.push(module);
    const stack = roots.get(path)?.stack;
    if (stack) unwritten.push(...missingOutputs(module, stack));
    const definitions = folder.files.filter((file) => file.path.endsWith(".tfvars"));
    return [
      ...checkModule(module, modules),
      ...checkStates(module),
      ...(stack ? mismatchedOutputs(module, stack, modules) : []),
      ...(stack || definitions.length > 0 ? checkRootModule(module, definitions, isMade) : []),
    ];
  });
  const shared = sharedRoots(project.environments, tree, moduleIn);
  judged.push(...shared.map(({ module }) => module));
  const newer = judged.flatMap((root) => {
    const stack = roots.get(root.folder)?.stack;
    return stack ? checkVersions([root, ...modulesBelow([root], modules)], stack) : [];
  });
  // Handwritten modules elsewhere, which may pass variables on.
  const byHand = modulesBelow(judged, moduleIn, tree.folders);
  const below = [...shared.map(({ module }) => module), ...byHand].flatMap((module) => [
    ...checkReferences(module),
    ...checkCalls(module, modules),
  ]);
  const given = shared.flatMap(({ module, definitions }) =>
    checkRootModule(module, definitions, isMade),
  );
  const placed = [...findings, ...below, ...given, ...newer]
    .filter((finding) => !inSchema.some((problem) => isCauseOf(problem, finding)))
    .map((finding) => place(finding, project, outputs));
  return sortDiagnostics(onePerPlace([...inSchema, ...unwritten, ...placed]));
}

/** Problems of a module that do not depend on its callers. */
function checkModule(module: Module, modules: Modules): Finding[] {
  return [
    ...checkDeclarations(module),
    ...checkReferences(module),
    ...checkLocals(module),
    ...checkCalls(module, modules),
    ...checkProviders(module, modules),
  ];
}

/** Code of modules that the lowest supported versions do not support. */
function checkVersions(modules: readonly Module[], stack: ProjectStack): Finding[] {
  return modules.flatMap((module) => [
    ...checkNewerCode(module, stack),
    ...checkRequiredVersion(module, stack),
  ]);
}

/** Handwritten root modules, each with the files of values of its environments. */
function sharedRoots(
  environments: readonly Environment[],
  { folders, folder }: Tree,
  moduleIn: (path: string) => Module | undefined,
): readonly { readonly module: Module; readonly definitions: readonly CodeFile[] }[] {
  const judged = new Set(folders);
  const byRoot = new Map<string, CodeFile[]>();
  for (const { directory, valuesFile } of environments) {
    if (valuesFile === undefined || judged.has(directory)) continue;
    const { files } = folder(folderOf(valuesFile));
    const own = files.filter(({ path }) => path === valuesFile);
    byRoot.set(directory, [...(byRoot.get(directory) ?? []), ...own]);
  }
  return [...byRoot].flatMap(([root, definitions]) => {
    const module = moduleIn(root);
    return module ? [{ module, definitions }] : [];
  });
}

function readsStates({ files }: Folder): boolean {
  return files.some((file) => (file.shape ?? file.text).includes("terraform_remote_state"));
}

/** A key of folders that is equal if they differ only in plain values. */
function folderKeys(): (path: string, folder: Folder) => string {
  const numbers = new Map<string, number>();
  const numberOf = (file: CodeFile): number => {
    const structure = file.shape ?? shapeOf(file.text);
    const number = numbers.get(structure) ?? numbers.size;
    numbers.set(structure, number);
    return number;
  };
  return (path, { files }) => {
    const depth = path.split("/").length;
    const parts = files.map((file) => `${file.path.slice(path.length)} ${numberOf(file)}`);
    return [depth, ...parts].join("\n");
  };
}

/** An argument that the schema passes to a module without such a variable is the schema's problem. */
function isCauseOf(cause: Diagnostic, { problem }: Finding): boolean {
  return (
    cause.code === "module-without-variable" &&
    problem.code === "undeclared-argument" &&
    cause.args.name === problem.args.name &&
    cause.args.folder === problem.args.folder
  );
}

function place(
  { file, start, end, problem }: Finding,
  project: Project,
  outputs: Rendered["outputs"],
): Diagnostic {
  const told = shownOf(file, locationAt(file.path, file.text, start, end));
  const output = outputs.get(file.path);
  const { location, related } = mapToSource(told, file.text, output, project);
  const places = [...(problem.related ?? []), ...related];
  const shown = shownOf(file, location);
  return { ...problem, location: shown, ...(places.length > 0 ? { related: places } : {}) };
}

/** A line that gives a variable its value is not shown: the value may be sensitive. */
function shownOf({ path }: CodeFile, location: Location): Location {
  if (!path.endsWith(".tfvars")) return location;
  const { excerpt: _, ...place } = location;
  return place;
}

/** A mistake in a template is reported once. */
function onePerPlace(problems: readonly Diagnostic[]): Diagnostic[] {
  const told = new Map(
    [...problems].reverse().map((problem) => {
      const { code, args, location } = problem;
      const { file, line, column } = location ?? {};
      return [JSON.stringify([code, args, file, line, column]), problem] as const;
    }),
  );
  return [...told.values()];
}
