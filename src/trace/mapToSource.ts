import type { Location, RelatedLocation } from "../diagnostics/diagnostic.ts";
import type { Statement } from "../hcl/outline/nodes.ts";
import { outline } from "../hcl/outline/outline.ts";
import { isOwnFile } from "../model/environment.ts";
import { belowOutput } from "../model/layout.ts";
import type { Project } from "../model/project.ts";
import type { Output } from "../model/rendered.ts";
import type { ProjectStack, ProjectVariable } from "../model/schema.ts";

/** Where a problem is to be fixed, and the places that explain it. */
export interface SourceLocation {
  readonly location: Location;
  readonly related: readonly RelatedLocation[];
}

/**
 * Leads from a place in Terraform code to where a person wrote it: the template's line; for the value of
 * a variable its line in the spec, for a declaration that a helper wrote the schema's. A text that is not
 * what would be rendered, or that nothing renders, stays where it is.
 */
export function mapToSource(
  told: Location,
  text: string,
  output: Output | undefined,
  project: Pick<Project, "environments" | "schema">,
): SourceLocation {
  const template = output?.content === text ? output.origin?.(told.line) : undefined;
  if (!output || !template) return { location: told, related: [] };
  const found = { location: told, note: "what Terraform read" };
  const inTemplate = narrow(template, told);
  const declared = variableAt(output.path, text, told, project);
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
  { environments, schema }: Pick<Project, "environments" | "schema">,
):
  | { readonly name: string; readonly variable: ProjectVariable; readonly value?: Location }
  | undefined {
  const end = text.split("\n", line).join("\n").length;
  const statement = outline(text).body.statements.find(
    ({ start, lineEnd }) => start <= end && end <= lineEnd,
  );
  const name = statement && declaredName(statement);
  if (name === undefined) return undefined;
  const [, folder, module] =
    /^(modules)\/([^/]+)\//.exec(belowOutput(schema.layout, path) ?? "") ?? [];
  if (folder !== undefined && module !== undefined) {
    const variable = [...schema.stacks.values()]
      .map((stack) => variableIn(stack, module, name))
      .find((found) => found !== undefined);
    return variable && { name, variable };
  }
  const environment = environments.find((each) => isOwnFile(each, path));
  const variable = environment?.stack.variables.get(name);
  if (!environment || !variable) return undefined;
  const isGiven = statement?.kind === "attribute" && environment.given[name] !== undefined;
  return {
    name,
    variable,
    ...(isGiven ? { value: environment.locate(["variables", name], "value") } : {}),
  };
}

function declaredName(statement: Statement): string | undefined {
  if (statement.kind === "attribute") return statement.name;
  return statement.kind === "block" && statement.type === "variable"
    ? statement.labels[0]?.text
    : undefined;
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
