/// <reference types="handlebars" preserve="true" />
import { isRecord, type TemplateData } from "../template/expression.ts";
import { lookUp } from "../template/lookUp.ts";
import { parseTemplate } from "../template/parseTemplate.ts";
import type { Scope } from "../template/scope.ts";

/** The value at a path such as `settings.backend` or `../name`; `undefined` if there is none. */
export function valueOfPath(path: string, scope: Scope): TemplateData | undefined {
  const parsed = parseTemplate("", `{{${path}}}`);
  if (!parsed.ok) return undefined;
  const [statement] = parsed.value.program.body;
  const node = (statement as hbs.AST.MustacheStatement | undefined)?.path;
  if (node?.type !== "PathExpression") return undefined;
  const found = lookUp(node as hbs.AST.PathExpression, scope);
  return found.ok ? found.value : undefined;
}

/** The names that may follow a path that ends in a dot or a slash; those of the place itself where it is empty. */
export function membersOf(path: string, scope: Scope): readonly string[] {
  if (path === "@") return Object.keys(scope.data.names);
  const above = /^(?:\.\.\/)+$/.exec(path);
  if (above) {
    let at: Scope | undefined = scope;
    for (let depth = path.length / "../".length; depth > 0; depth--) at = at?.parent;
    return at ? namesIn(at.context) : [];
  }
  if (path === "") return [...scope.blockParameters.keys(), ...namesIn(scope.context)];
  const value = valueOfPath(path.replace(/[./]$/, ""), scope);
  return value === undefined ? [] : namesIn(value);
}

function namesIn(value: TemplateData): readonly string[] {
  if (Array.isArray(value)) return ["length"];
  return isRecord(value) ? Object.keys(value) : [];
}
