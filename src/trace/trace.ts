import type { Location } from "../diagnostics/diagnostic.ts";
import { locationAt, withoutExcerpt } from "../diagnostics/position.ts";
import { headerOf } from "../hcl/outline/find.ts";
import { outline } from "../hcl/outline/outline.ts";
import { tokenize } from "../hcl/tokenize.ts";
import type { Environment } from "../model/environment.ts";
import type { Project } from "../model/project.ts";
import type { Rendered } from "../model/rendered.ts";
import type { ProjectSecret, ProjectStack, ProjectVariable } from "../model/schema.ts";
import type { Thread, ThreadPlace, ThreadValue } from "../model/thread.ts";
import { type Code, type CodeFile, codeOf, isEnd, type Use, usesIn } from "./code.ts";
import { templatesWrite } from "./unread.ts";

/** The threads of a variable or a secret, one for each stack that declares it. */
export function trace(project: Project, { outputs }: Rendered, name: string): readonly Thread[] {
  const code = codeOf(project, { outputs });
  return [...project.schema.stacks.values()].flatMap((stack) => {
    const variable = stack.variables.get(name);
    if (variable) return [traceVariable(project, stack, variable, code)];
    const secret = stack.secrets.get(name);
    return secret ? [traceSecret(stack, secret, outputs)] : [];
  });
}

export function tracedNames({ schema }: Pick<Project, "schema">): readonly string[] {
  const names = [...schema.stacks.values()].flatMap((stack) => [
    ...stack.variables.keys(),
    ...stack.secrets.keys(),
    ...stack.outputs.keys(),
  ]);
  return [...new Set(names)];
}

function traceVariable(
  { environments, templates }: Project,
  stack: ProjectStack,
  variable: ProjectVariable,
  code: Code,
): Thread {
  const { name, description, labels, drift, sensitive, location } = variable;
  const members = environments.filter((environment) => environment.stack === stack);
  const uses = allUses(code, members, name);
  // A line of code may hold the value.
  const shown = (place: ThreadPlace): ThreadPlace =>
    sensitive ? { ...place, location: withoutExcerpt(place.location) } : place;
  const places = (choose: (use: Use) => boolean): ThreadPlace[] =>
    uses.filter(choose).map((use) => shown(placeOf(use)));
  const reads = places(isEnd);
  return {
    name,
    kind: "variable",
    stack: stack.name,
    description,
    labels: Object.fromEntries(labels),
    ...(drift === undefined ? {} : { drift }),
    sensitive,
    ...(location ? { declaration: location } : {}),
    values: members.map((environment) => valueIn(environment, variable)),
    definitions: places(
      ({ file, mention }) => mention.kind === "definition" && file.path.endsWith(".tfvars"),
    ),
    declarations: places(isDeclaration(true)),
    arguments: places(({ mention }) => mention.kind === "argument"),
    moduleDeclarations: places(isDeclaration(false)),
    reads,
    neverUsed: reads.length === 0 && !templatesWrite(templates, name),
  };
}

/** The uses in the environments' own folders and then in each module that is reached, each once. */
function allUses(code: Code, environments: readonly Environment[], name: string): Use[] {
  const uses: Use[] = [];
  const waiting = environments.map((environment) => ({
    folder: environment.directory,
    name,
  }));
  const seen = new Set<string>();
  // What is added on the way is gone through too.
  for (const next of waiting) {
    const key = `${next.folder}\n${next.name}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const found = usesIn(code, next.folder, next.name);
    uses.push(...found);
    waiting.push(...found.flatMap(({ leadsTo }) => leadsTo ?? []));
  }
  return uses;
}

function isDeclaration(inRoot: boolean): (use: Use) => boolean {
  return ({ file, mention }) =>
    mention.kind === "declaration" && (file.environment !== undefined) === inRoot;
}

function placeOf({ file, mention, leadsTo }: Use): ThreadPlace {
  const { offset, name } = mention;
  const folder = file.path.slice(0, file.path.lastIndexOf("/"));
  const isInModule = mention.kind === "declaration" && file.environment === undefined;
  const module = mention.kind === "argument" ? (leadsTo?.folder ?? mention.call.source) : folder;
  return {
    location: locationIn(file, offset, name.length),
    ...(file.environment ? { environment: file.environment } : {}),
    ...(mention.kind === "read" && mention.block !== "" ? { block: mention.block } : {}),
    ...(mention.kind === "argument" ? { block: `module "${mention.call.label}"` } : {}),
    ...(module !== undefined && (isInModule || mention.kind === "argument") ? { module } : {}),
  };
}

function locationIn({ path, text }: CodeFile, offset: number, length: number): Location {
  return locationAt(path, text, offset, offset + length);
}

function valueIn(environment: Environment, { name, sensitive }: ProjectVariable): ThreadValue {
  const given = environment.given[name] !== undefined;
  const value = given ? environment.given[name] : environment.values[name];
  const location = given ? environment.locate(["variables", name], "key") : undefined;
  const reads = environment.computed.get(`variables.${name}`);
  const isOwn = location?.file === environment.file;
  return {
    environment: environment.name,
    ...(sensitive || value === undefined ? {} : { value }),
    ...(reads ? { reads } : {}),
    from: reads ? "computed" : given ? (isOwn ? "spec" : "inherited") : "default",
    ...(location ? { location: sensitive ? withoutExcerpt(location) : location } : {}),
  };
}

function traceSecret(
  stack: ProjectStack,
  { name, description, labels, location }: ProjectSecret,
  outputs: Rendered["outputs"],
): Thread {
  const reads = [...outputs.values()].flatMap(({ path, kind, content, environment }) => {
    if (kind !== "hcl" || typeof content !== "string" || !content.includes(name)) return [];
    const file = { path, text: content, ...(environment ? { environment } : {}) };
    const { blocks } = outline(content).body;
    return offsetsOf(content, name).map((offset) => {
      const around = blocks.find(({ start, end }) => start <= offset && offset < end);
      return {
        location: locationIn(file, offset, name.length),
        ...(environment ? { environment } : {}),
        ...(around ? { block: headerOf(around) } : {}),
      };
    });
  });
  return {
    name,
    kind: "secret",
    stack: stack.name,
    description,
    labels: Object.fromEntries(labels),
    sensitive: true,
    ...(location ? { declaration: location } : {}),
    values: [],
    definitions: [],
    declarations: [],
    arguments: [],
    moduleDeclarations: [],
    reads,
    neverUsed: reads.length === 0,
  };
}

/** Where a text has a name or a string of exactly this content; the first of each line. */
function offsetsOf(text: string, name: string): number[] {
  const tokenized = tokenize(text);
  if (!tokenized.ok) return [];
  const offsets = new Map<number, number>();
  let offset = 0;
  for (const token of tokenized.value.tokens) {
    offset += token.spaces;
    const isName = token.kind === "identifier" || token.kind === "quotedText";
    const line = text.lastIndexOf("\n", offset);
    if (isName && token.text === name && !offsets.has(line)) offsets.set(line, offset);
    offset += token.text.length;
  }
  return [...offsets.values()];
}
