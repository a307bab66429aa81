import { locationAt } from "../diagnostics/position.ts";
import {
  attributeNamed,
  headerOf,
  isTrue,
  plainText,
  referencesOf,
  wholeReference,
} from "../hcl/outline/find.ts";
import type { Range } from "../hcl/outline/nodes.ts";
import type { Environment } from "../model/environment.ts";
import type { Project } from "../model/project.ts";
import type { Rendered } from "../model/rendered.ts";
import type { ProjectStack } from "../model/schema.ts";
import type { Thread, ThreadPlace } from "../model/thread.ts";
import type { CodeFile, Declaration, Module } from "./module.ts";
import { modulesIn } from "./readModule.ts";
import { type RemoteStates, remoteRead, remoteStates } from "./remoteState.ts";
import { treeOf } from "./tree.ts";

type ModuleIn = (folder: string) => Module | undefined;

/**
 * The threads of an output, one for each stack that declares it, or whose environments have it: from the module that
 * makes its value to the code elsewhere that reads it out of the state.
 */
export function traceOutputs(project: Project, { outputs }: Rendered, name: string): Thread[] {
  const { environments, files, schema } = project;
  const tree = treeOf(outputs, [], files, schema.layout);
  const moduleIn = modulesIn(tree);
  // Most names are none of an output: then no environment's code is parsed.
  const mayBeWritten = mayDeclareOutput(name);
  const readings = (): readonly Module[] =>
    tree.folders.flatMap((folder) => moduleIn(folder) ?? []);
  return [...schema.stacks.values()].flatMap((stack): Thread[] => {
    const members = environments.filter((environment) => environment.stack === stack);
    const written = members
      .filter(({ directory }) => tree.folder(directory).files.some(mayBeWritten))
      .flatMap((environment) => writtenIn(environment, name, moduleIn));
    const declared = stack.outputs.get(name);
    const [first] = written;
    if (!declared && !first) return [];
    const remote = remoteStates(environments, moduleIn);
    const reads = [
      ...readings().flatMap((module) => readsIn(module, stack, name, remote, environments)),
      ...namedInTemplates(project, name),
    ];
    return [
      {
        name,
        kind: "output",
        stack: stack.name,
        description: declared?.description ?? (first && textOf(first.output, "description")) ?? "",
        labels: {},
        sensitive: written.some(({ output }) => isTrue(output.body, "sensitive")),
        ...(declared?.location ? { declaration: declared.location } : {}),
        values: [],
        definitions: [],
        declarations: written.map(({ place }) => place),
        arguments: [],
        moduleDeclarations: onePerLine(written.flatMap(({ made }) => made)),
        reads,
        neverUsed: reads.length === 0,
      },
    ];
  });
}

/** Whether a file may have an `output` block of a name: seen in its text, without parsing it. */
function mayDeclareOutput(name: string): (file: CodeFile) => boolean {
  const inHcl = new RegExp(`\\boutput\\b[^{]*${name.replaceAll(/[^\w]/g, "\\$&")}`);
  return ({ path, text }) => (path.endsWith(".json") ? text.includes(name) : inHcl.test(text));
}

/** The `output` block of an environment, and those of the modules that its value is handed up from. */
function writtenIn(
  { name: environment, directory }: Environment,
  name: string,
  moduleIn: ModuleIn,
) {
  const module = moduleIn(directory);
  const output = module?.outputs.find((one) => one.name === name);
  if (!module || !output) return [];
  const place = { ...placeOf(output.file, nameIn(output), `output "${name}"`), environment };
  return [{ output, place, made: madeBy(output, module, moduleIn) }];
}

function madeBy(output: Declaration, module: Module, moduleIn: ModuleIn): ThreadPlace[] {
  const value = attributeNamed(output.body, "value");
  const whole = value && wholeReference(value.expression);
  const [call, made] = whole?.root === "module" ? whole.steps : [];
  const folder = module.calls.find((one) => one.name === call?.name)?.folder;
  const called = folder === undefined ? undefined : moduleIn(folder);
  const found = called?.outputs.find((one) => one.name === made?.name);
  if (!called || !found) return [];
  const place = { ...placeOf(found.file, nameIn(found)), module: called.folder };
  return [...madeBy(found, called, moduleIn), place];
}

/** Where a module reads the output out of a state of the stack. */
function readsIn(
  module: Module,
  stack: ProjectStack,
  name: string,
  remote: RemoteStates,
  environments: readonly Environment[],
): ThreadPlace[] {
  const reader = environments.find(({ directory }) => directory === module.folder);
  return module.blocks.flatMap(({ file, block }) =>
    referencesOf(block).flatMap((reference): ThreadPlace[] => {
      const read = remoteRead(reference);
      if (read?.output !== name) return [];
      const state = remote(module, read.source)?.environment;
      if (state?.stack !== stack) return [];
      const place = { ...placeOf(file, read, headerOf(block)), state: state.name };
      return [reader ? { ...place, environment: reader.name } : place];
    }),
  );
}

/** Where templates name it with `outputOf`, to read it by other ways than the state. */
function namedInTemplates({ templates }: Project, name: string): ThreadPlace[] {
  const { perEnvironment, once, partials } = templates;
  const contents = [...once, ...[...perEnvironment.values()].flat()].map(({ content }) => content);
  return [...contents, ...partials.values()].flatMap((template) => {
    if (template instanceof Uint8Array) return [];
    const { file: path, text } = template;
    return [...text.matchAll(/\boutputOf\s+(?:[^\s"(]+|\([^)]*\))\s+"([^"]*)"/g)].flatMap(
      ([whole, named, ...rest]) => {
        if (named !== name) return [];
        const end = Number(rest[0]) + whole.length - 1;
        return [placeOf({ path, text }, { start: end - name.length, end })];
      },
    );
  });
}

function nameIn({ name, file, start }: Declaration): Range {
  const at = file.text.indexOf(name, start);
  return { start: at, end: at + name.length };
}

function placeOf({ path, text }: CodeFile, { start, end }: Range, block?: string): ThreadPlace {
  const location = locationAt(path, text, start, end);
  return block === undefined ? { location } : { location, block };
}

function textOf({ body }: Declaration, name: string): string | undefined {
  const attribute = attributeNamed(body, name);
  return attribute && plainText(attribute.expression);
}

/** Environments of a stack call the same modules. */
function onePerLine(places: readonly ThreadPlace[]): ThreadPlace[] {
  const known = new Map(
    places.map((place) => [`${place.location.file}:${place.location.line}`, place]),
  );
  return [...known.values()];
}
