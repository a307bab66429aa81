import { type Result, success } from "../model/result.ts";
import type { ProjectOutput } from "../model/schema.ts";
import type { StackOutput } from "../schema/output.ts";
import type { Locate } from "./importSchema.ts";
import { readType } from "./readVariable.ts";

/** Reads a declared output; a type that Terraform cannot express is a problem. */
export function readOutput(
  name: string,
  output: StackOutput,
  locate: Locate,
): Result<ProjectOutput> {
  const { type, description } = output;
  const location = locate(output);
  const translated = readType("output", name, type, location);
  if (!translated.ok) return translated;
  return success({
    name,
    description,
    type: translated.value.type,
    ...(location ? { location } : {}),
  });
}
