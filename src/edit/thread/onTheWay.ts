import { posix } from "node:path";
import { type Diagnostic, diagnostic } from "../../diagnostics/diagnostic.ts";
import { locationAt } from "../../diagnostics/position.ts";
import { attributeNamed, wholeReference } from "../../hcl/outline/find.ts";
import type { Project } from "../../model/project.ts";
import type { Call } from "../../moduleCheck/module.ts";
import { renderProject } from "../../project/renderProject.ts";
import { type SourcedCode, type SourcedFile, sourcedCode } from "./sources.ts";

/** A module that a variable comes to, and what it is called there. */
export interface Stop {
  readonly folder: string;
  readonly name: string;
  /** The files of the folder that are written by hand. */
  readonly files: readonly SourcedFile[];
}

/** Where a stack's variable goes in modules, one after the other. */
export interface Way {
  readonly stops: readonly Stop[];
  /** Calls of these modules that give them something else under that name, or another stack's: they hold the name fast. */
  readonly foreign: readonly Diagnostic[];
}

/**
 * Follows a variable of some stacks from the environments' calls into the modules that get it, and on into those that they
 * pass it to as it is.
 *
 * @param isFollowed whether to go on where it gets that name in the next module
 */
export function wayOf(
  project: Project,
  stacks: readonly string[],
  name: string,
  isFollowed: (name: string) => boolean,
): Way {
  const code = sourcedCode(project, renderProject(project));
  const stops = new Map<string, Stop>();
  const own = new Set<Call>();
  const waiting: Pick<Stop, "folder" | "name">[] = [];
  for (const { stack, directory, valuesFile } of project.environments) {
    // A root module that environments share is written by hand, as modules are.
    if (valuesFile && stacks.includes(stack.name)) waiting.push({ folder: directory, name });
    const calls = code.module(directory)?.calls ?? [];
    for (const call of stacks.includes(stack.name) ? calls : []) {
      const inside = stack.variables.get(name)?.calls.get(call.name)?.name;
      if (inside === undefined || !isFollowed(inside) || call.folder === undefined) continue;
      own.add(call);
      waiting.push({ folder: call.folder, name: inside });
    }
  }
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const key = `${next.folder}\n${next.name}`;
    const module = code.module(next.folder);
    if (!module || stops.has(key)) continue;
    const files = code.files(next.folder).filter(({ source, path }) => source === path);
    stops.set(key, { ...next, files });
    for (const call of module.calls) {
      for (const argument of passedOn(call, next.name)) {
        if (call.folder === undefined || !isFollowed(argument)) continue;
        own.add(call);
        waiting.push({ folder: call.folder, name: argument });
      }
    }
  }
  return { stops: [...stops.values()], foreign: foreignCalls(project, code, stops, own) };
}

/** The arguments that are a variable as it is: `x = var.name`. */
export function passedOn({ body }: Pick<Call, "body">, name: string): readonly string[] {
  return body.attributes.flatMap((argument) => {
    const whole = wholeReference(argument.expression);
    const isIt = whole?.root === "var" && whole.steps.length === 1 && whole.steps[0]?.name === name;
    return isIt ? [argument.name] : [];
  });
}

function foreignCalls(
  { environments, files }: Project,
  code: SourcedCode,
  stops: ReadonlyMap<string, Stop>,
  own: ReadonlySet<Call>,
): Diagnostic[] {
  const byHand = [...stops.values()].filter((stop) => stop.files.length > 0);
  if (byHand.length === 0) return [];
  const callers = new Set([
    ...environments.map(({ directory }) => directory),
    ...[...stops.values()].map(({ folder }) => folder),
    ...byHand.flatMap(({ folder }) => besides(files, posix.dirname(folder))),
  ]);
  const calls = [...callers].flatMap((folder) => code.module(folder)?.calls ?? []);
  return calls
    .filter((call) => !own.has(call))
    .flatMap((call) =>
      byHand.flatMap(({ folder, name }) => {
        const argument = call.folder === folder ? attributeNamed(call.body, name) : undefined;
        if (!argument) return [];
        const { path, text } = call.file;
        const place = locationAt(path, text, argument.start, argument.start + name.length);
        return [diagnostic("module-shared", { name, folder }, place)];
      }),
    );
}

/** The folders beside a module: those that may call it too. */
function besides(files: Project["files"], parent: string): readonly string[] {
  return files
    .list(parent === "." ? "" : parent)
    .flatMap(({ name, kind }) => (kind === "directory" ? [posix.join(parent, name)] : []));
}
