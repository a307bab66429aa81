import { sensitiveNames } from "../mask/hiddenLines.ts";
import { maskProject } from "../mask/maskTexts.ts";
import type { Environment } from "../model/environment.ts";
import type { Project } from "../model/project.ts";
import type { ProjectSetting, ProjectVariable } from "../model/schema.ts";
import type { Value } from "../model/value.ts";
import { Expression, isRecord, type TemplateData } from "../template/expression.ts";
import { valueText } from "../values/valueText.ts";

/** The schema's declaration of the value at a path. */
export function declarationOf(
  path: string,
  environment: Environment | undefined,
): ProjectSetting | ProjectVariable | undefined {
  const [section, name = ""] = path.replace(/^(?:\.\.\/)*(?:@root[./])?/, "").split(".");
  if (section === "settings") return environment?.stack.settings.get(name);
  return section === "values" ? environment?.stack.variables.get(name) : undefined;
}

/** A value as it may be shown, in one short line; nothing of what is sensitive. */
export function shownValue(project: Project, path: string, value: TemplateData): string {
  const hidden = sensitiveNames(project.schema);
  if (path.split(/[./[\]]+/).some((part) => hidden.has(part))) return "(sensitive)";
  if (value instanceof Expression) return short(value.text);
  // Maps are shown by their keys: there may be many entries, and sensitive ones.
  if (isRecord(value)) return `{ ${Object.keys(value).slice(0, 8).join(", ")} }`;
  if (Array.isArray(value) && value.some((item: TemplateData) => isRecord(item))) {
    return `a list of ${value.length}`;
  }
  return maskProject(project)("", short(valueText(value as Value)));
}

function short(text: string): string {
  const line = text.split("\n")[0] ?? "";
  return line.length > 80 || line !== text ? `${line.slice(0, 79)}…` : line;
}
