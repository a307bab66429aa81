import type { Location, RelatedLocation } from "../diagnostics/diagnostic.ts";
import { locationAt, locationOfLine, startOf } from "../diagnostics/position.ts";
import { decodeText } from "../model/files.ts";
import { generatedDirectory } from "../model/layout.ts";
import type { Project } from "../model/project.ts";
import type { Rendered } from "../model/rendered.ts";
import type { ProjectStack, ProjectVariable } from "../model/schema.ts";
import { mentionsIn } from "../trace/mentions.ts";
import type { Place } from "./finding.ts";

/** Where a problem is to be mended, and the places that explain it. */
export interface Located {
  readonly location: Location;
  readonly related: readonly RelatedLocation[];
}

/**
 * Leads from a place that Terraform tells to where a person wrote it: the template's line; for the value of
 * a variable its line in the spec, for a declaration that a helper wrote the schema's. A file that is not
 * what would be rendered, or that nothing renders, stays where it is.
 */
export function locate(place: Place, project: Project, { outputs }: Rendered): Located {
  const { file, line } = place;
  const bytes = project.files.read(file);
  const text = bytes && decodeText(bytes);
  if (!bytes || text === undefined) return { location: startOf(file), related: [] };
  const told = placeInText(place, bytes, text);
  const path = file.slice(generatedDirectory.length + 1);
  const output = file.startsWith(`${generatedDirectory}/`) ? outputs.get(path) : undefined;
  const template = output?.content === text ? output.origin?.(line) : undefined;
  if (!template) return { location: told, related: [] };
  const found = { location: told, note: "what Terraform read" };
  const inTemplate = narrow(template, told);
  const declared = variableAt(path, text, told, project);
  if (!declared) return { location: inTemplate, related: [found] };
  const { name, variable, value } = declared;
  const schema = variable.location;
  const fromTemplate = { location: inTemplate, note: "the template that writes it" };
  const fromSchema = schema ? [{ location: schema, note: `${name} is declared here` }] : [];
  if (value) return { location: value, related: [...fromSchema, fromTemplate, found] };
  return schema && !inTemplate.excerpt?.includes(name)
    ? { location: schema, related: [fromTemplate, found] }
    : { location: inTemplate, related: [...fromSchema, found] };
}

function placeInText(
  { file, line, bytes: range }: Place,
  bytes: Uint8Array,
  text: string,
): Location {
  if (!range) {
    const whole = locationOfLine(file, text, line, 1);
    const { excerpt = "" } = whole;
    const column = Math.max(excerpt.search(/\S/), 0) + 1;
    return { ...whole, column, endColumn: Math.max(excerpt.length, column) + 1 };
  }
  const offset = (byte: number): number => Buffer.from(bytes.subarray(0, byte)).toString().length;
  return locationAt(file, text, offset(range.start), offset(range.end));
}

/** The very words in the template's line, where they stand there as they were rendered. */
function narrow(template: Location, told: Location): Location {
  const { excerpt = "", column, endColumn = column + 1 } = told;
  const words = excerpt.slice(column - 1, endColumn - 1);
  const at = words.trim() === "" ? -1 : (template.excerpt?.indexOf(words) ?? -1);
  return at < 0 ? template : { ...template, column: at + 1, endColumn: at + 1 + words.length };
}

/** The variable in whose `variable` block, or in whose definition, a place is. */
function variableAt(
  path: string,
  text: string,
  { line }: Location,
  { environments, schema }: Project,
):
  | { readonly name: string; readonly variable: ProjectVariable; readonly value?: Location }
  | undefined {
  const start = text.split("\n", line).join("\n").length;
  const mention = mentionsIn(text)?.findLast(
    ({ kind, offset }) => (kind === "declaration" || kind === "definition") && offset <= start,
  );
  // A closed block between the two: the place is in what comes after it.
  if (!mention || /^\}\n[\s\S]*\S/m.test(text.slice(mention.offset, start))) return undefined;
  const { name } = mention;
  const [, folder, module] = /^(modules)\/([^/]+)\//.exec(path) ?? [];
  if (folder !== undefined && module !== undefined) {
    const variable = [...schema.stacks.values()]
      .map((stack) => variableIn(stack, module, name))
      .find((found) => found !== undefined);
    return variable && { name, variable };
  }
  const environment = environments.find((each) => path.startsWith(`environments/${each.name}/`));
  const variable = environment?.stack.variables.get(name);
  if (!environment || !variable) return undefined;
  const isGiven = mention.kind === "definition" && environment.given[name] !== undefined;
  return {
    name,
    variable,
    ...(isGiven ? { value: environment.locate(["variables", name], "value") } : {}),
  };
}

/** The variable that a module's own variable gets its value from. */
function variableIn(
  { calls, variables }: ProjectStack,
  module: string,
  name: string,
): ProjectVariable | undefined {
  for (const call of calls.values()) {
    if (call.module !== module) continue;
    const passed = [...variables.values()].find((one) => one.calls.get(call.name)?.name === name);
    const isAttribute = call.forEach?.declarations.some((attribute) => attribute.name === name);
    const found = passed ?? (isAttribute && variables.get(call.forEach?.variable ?? ""));
    if (found) return found;
  }
  return undefined;
}
