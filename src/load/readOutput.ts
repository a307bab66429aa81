import { diagnostic } from "../diagnostics/diagnostic.ts";
import { failure, type Result, success } from "../model/result.ts";
import type { ProjectOutput } from "../model/schema.ts";
import type { StackOutput } from "../schema/output.ts";
import { askType, typeCode } from "../schemaCode/schemaCode.ts";
import { translate } from "../translate/translate.ts";
import type { Locate } from "./importSchema.ts";
import { isZodType } from "./readVariable.ts";

/** Reads a declared output; a type that Terraform cannot express is a problem. */
export function readOutput(
  name: string,
  output: StackOutput,
  locate: Locate,
): Result<ProjectOutput> {
  const { type, description } = output;
  const location = locate(output);
  if (!isZodType(type)) {
    return failure(diagnostic("not-a-zod-type", { kind: "output", name }, location));
  }
  const code = typeCode({ name, ...(location ? { location } : {}) });
  const translated = askType(code, () => translate(name, type));
  if (!translated.ok) {
    return failure(
      ...translated.problems.map((problem) =>
        diagnostic("type-not-terraform", { kind: "output", name, ...problem }, location),
      ),
    );
  }
  return success({
    name,
    description,
    type: translated.value.type,
    ...(location ? { location } : {}),
  });
}
