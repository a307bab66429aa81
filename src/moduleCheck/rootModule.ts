import { nearest } from "../diagnostics/nearest.ts";
import { evaluate, nothingKnown } from "../hcl/evaluate/evaluate.ts";
import { attributeNamed, isTrue, nameRange, wholeReference } from "../hcl/outline/find.ts";
import { outline } from "../hcl/outline/outline.ts";
import { type Finding, found, related } from "./finding.ts";
import { mismatch } from "./mismatch.ts";
import type { CodeFile, Declaration, Module } from "./module.ts";
import { declaredType } from "./values.ts";

/**
 * Problems that only a root module can have.
 *
 * @param isMade whether a file is generated; in a handwritten one an unused definition is only a warning
 */
export function checkRootModule(
  module: Module,
  definitions: readonly CodeFile[],
  isMade: (path: string) => boolean,
): Finding[] {
  if (module.isOpaque) return [];
  return [
    ...definitions.flatMap((file) => checkDefinitions(file, module, isMade(file.path))),
    ...module.outputs.flatMap((output) => checkSensitive(output, module)),
  ];
}

/** The values of a .tfvars file. */
function checkDefinitions(file: CodeFile, { variables }: Module, isMade: boolean): Finding[] {
  const declared = new Map(variables.map((variable) => [variable.name, variable]));
  return outline(file.text).body.attributes.flatMap((attribute): Finding[] => {
    const { name, expression } = attribute;
    const place = nameRange(attribute);
    const variable = declared.get(name);
    if (!variable) {
      const suggestion = nearest(name, declared.keys());
      const code = isMade ? "undeclared-definition" : "unread-definition";
      return [found(file, place, code, { name, suggestion })];
    }
    const value = evaluate(expression, nothingKnown);
    const misfit = mismatch(value, declaredType(variable));
    if (!misfit) return [];
    const declaration = related(variable.file, variable, "the variable is declared here");
    return [found(file, place, "definition-type", { name, misfit }, [declaration])];
  });
}

function checkSensitive({ name, file, body }: Declaration, { variables }: Module): Finding[] {
  const value = attributeNamed(body, "value");
  const whole = value && wholeReference(value.expression);
  const read = whole?.root === "var" ? whole.steps[0]?.name : undefined;
  const variable = variables.find((each) => each.name === read);
  if (
    !whole ||
    !variable ||
    attributeNamed(body, "sensitive") ||
    !isTrue(variable.body, "sensitive")
  )
    return [];
  return [found(file, whole, "output-sensitive", { name, variable: variable.name })];
}
