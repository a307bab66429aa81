import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import type { Project } from "../model/project.ts";
import type { Rendered } from "../model/rendered.ts";
import type { ProjectStack, ProjectVariable } from "../model/schema.ts";
import type { Templates } from "../model/templates.ts";
import { type Code, codeOf, isEnd, usesIn } from "./code.ts";

/**
 * Variables that are declared, and given values, and that no code reads: neither an environment's own
 * files nor a module that they are passed to, nor one that this one passes them to. A variable whose
 * value a template writes (`{{values.x}}`) is read too.
 *
 * It costs the reading of one environment of each stack; the others are looked at for what is unread there.
 */
export function unreadVariables(
  project: Pick<Project, "schema" | "environments" | "templates" | "files">,
  rendered: Pick<Rendered, "outputs">,
): readonly Diagnostic[] {
  const { schema, environments, templates } = project;
  const code = codeOf(project, rendered);
  const ends = new Map<string, boolean>();
  const problems: Diagnostic[] = [];
  for (const stack of schema.stacks.values()) {
    const folders = environments
      .filter((environment) => environment.stack === stack)
      .map(({ directory }) => directory);
    problems.push(...unreadIn(stack, folders, code, ends, templates));
  }
  return problems;
}

function unreadIn(
  stack: ProjectStack,
  [first, ...others]: readonly string[],
  code: Code,
  ends: Map<string, boolean>,
  templates: Templates,
): Diagnostic[] {
  if (first === undefined) return [];
  const unread = [...stack.variables.values()].filter(
    ({ name, deprecated }) => !deprecated && !isUsed(code, first, name, ends),
  );
  return unread.flatMap((variable) => {
    const { name, location } = variable;
    if (templatesWrite(templates, name)) return [];
    // Environments come from the same templates: only where their lines differ can they do something else.
    const seen = new Set([linesWith(code, first, name)]);
    for (const folder of others) {
      const lines = linesWith(code, folder, name);
      if (!seen.has(lines) && isUsed(code, folder, name, ends)) return [];
      seen.add(lines);
    }
    return [diagnostic("unread-variable", { name, modules: modulesOf(stack, variable) }, location)];
  });
}

function modulesOf({ calls }: ProjectStack, variable: ProjectVariable): string[] {
  const modules = [...variable.calls.keys()].map((name) => calls.get(name)?.module ?? name);
  return [...new Set(modules)];
}

/** Whether any code does something with a folder's variable, there or in the modules it is passed to. */
export function isUsed(
  code: Code,
  folder: string,
  name: string,
  known: Map<string, boolean>,
): boolean {
  const key = `${folder}\n${name}`;
  const answer = known.get(key);
  if (answer !== undefined) return answer;
  // Modules cannot call each other in a cycle, but text can say so.
  known.set(key, false);
  const found = usesIn(code, folder, name).some(
    (use) =>
      isEnd(use) || (use.leadsTo && isUsed(code, use.leadsTo.folder, use.leadsTo.name, known)),
  );
  known.set(key, found);
  return found;
}

/** The lines of a folder that read a variable, as one text. */
function linesWith(code: Code, folder: string, name: string): string {
  const needle = `var.${name}`;
  const lines: string[] = [];
  for (const { text } of code.files(folder)) {
    for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + 1)) {
      const end = text.indexOf("\n", at);
      lines.push(text.slice(text.lastIndexOf("\n", at) + 1, end < 0 ? text.length : end));
    }
  }
  return lines.join("\n");
}

/** Whether a template writes a variable's value itself, or goes through all of them. */
export function templatesWrite(templates: Templates, name: string): boolean {
  const asValue = new RegExp(`values[./]\\[?${name}(?![\\w-])|lookup [^}]*"${name}"`);
  const goesThroughAll = /\{\{~?#variables\b[\s\S]*\{\{\{?~?\s*(?:this\.)?value\s*~?\}/;
  // What only gives the variable its value reads it nowhere.
  const gives = new RegExp(
    `^[ \\t]*(?:${name}|default)[ \\t]*=[ \\t]*\\{\\{\\s*values\\.${name}\\s*\\}\\}`,
    "gm",
  );
  return textsOf(templates).some(
    (text) =>
      goesThroughAll.test(text) || (asValue.test(text) && asValue.test(text.replace(gives, ""))),
  );
}

function textsOf({ perEnvironment, once, partials }: Templates): string[] {
  const files = [...once, ...[...perEnvironment.values()].flat()];
  return [
    ...files.flatMap(({ content }) => (content instanceof Uint8Array ? [] : [content.text])),
    ...[...partials.values()].map(({ text }) => text),
  ];
}
