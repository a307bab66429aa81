import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import type { Misfit } from "../diagnostics/messages/misfits.ts";
import type { ProjectSetting, ProjectVariable } from "../model/schema.ts";
import type { Value } from "../model/value.ts";
import { askType, typeCode } from "../schemaCode/schemaCode.ts";
import { toPlain } from "../translate/toPlain.ts";
import { toZodInput } from "../translate/zodInput.ts";
import { explainIssue } from "./explainIssue.ts";
import { variableInput } from "./variableInput.ts";

type Declaration = ProjectSetting | ProjectVariable;

/** A value of a function of the schema, as zod gives it out and as a spec would say it; or why it is none of its type. */
export type Checked =
  | { readonly result: { readonly value: unknown }; readonly said?: Value }
  | { readonly misfit: Misfit };

/**
 * What is wrong with a computed value: it is of another type, or shows what is sensitive.
 *
 * @param sensitive the sensitive variable that was read to make it
 */
export function computedProblem(
  checked: Checked,
  declaration: Declaration,
  environment: string,
  sensitive: string | undefined,
): Diagnostic | undefined {
  const { name, location } = declaration;
  if (sensitive !== undefined && maySay(declaration)) {
    const kind = "declaration" in declaration ? "variable" : "setting";
    const args = { name, environment, kind, from: sensitive } as const;
    return diagnostic("computed-sensitive", args, location);
  }
  return "misfit" in checked
    ? diagnostic("computed-wrong", { name, environment, misfit: checked.misfit }, location)
    : undefined;
}

/** Whether what is declared must not be shown. */
export function isSensitive(declaration: Declaration): boolean {
  return "sensitive" in declaration && declaration.sensitive;
}

/** Whether a visible value reveals part of a sensitive one: a boolean does not. */
function maySay(declaration: Declaration): boolean {
  const isYesOrNo = "type" in declaration && declaration.type.kind === "bool";
  return !isSensitive(declaration) && !isYesOrNo;
}

/** What a spec says, as zod takes it. */
export function inputOf(declaration: Declaration, value: Value | undefined): unknown {
  return "declaration" in declaration
    ? variableInput(declaration, value)
    : toZodInput(declaration.zod, value);
}

/** Holds what a function of the schema gave to the type of what it computes. */
export function checkComputed(value: unknown, declaration: Declaration): Checked {
  return askType(typeCode(declaration), () => {
    const said = toPlain(value);
    const { zod } = declaration;
    const result = zod.safeParse(value);
    if (result.success) {
      // A setting's type may change what it is given, and would a second time.
      const data =
        "declaration" in declaration
          ? zod.parse(variableInput(declaration, toPlain(result.data)))
          : result.data;
      return { result: { value: data }, ...(said === undefined ? {} : { said }) };
    }
    const [issue] = result.error.issues;
    const [explained] = issue ? explainIssue(issue, said, [], isSensitive(declaration)) : [];
    return { misfit: explained?.misfit ?? { kind: "other" } };
  });
}
