import type { ProjectStack } from "../model/schema.ts";
import type { JsonSchema } from "./typeSchema.ts";

/** The JSON Schema of `accepted_drift` in the specs of a stack. */
export function acceptedDriftSchema({
  name: stack,
  settings,
  variables,
}: ProjectStack): JsonSchema {
  const nameOf = (kind: "variable" | "setting", names: readonly string[]) => {
    const description = `The ${kind} that differs.`;
    const errorMessage = `Stack "${stack}" has no ${kind} of this name`;
    return names.length > 0 ? { [kind]: { enum: names, description, errorMessage } } : {};
  };
  return {
    description: "Differences from the other environments that are accepted for a while.",
    type: ["array", "null"],
    items: {
      title: "Accepted drift",
      type: "object",
      additionalProperties: false,
      required: ["reason", "until"],
      anyOf: [{ required: ["variable"] }, { required: ["setting"] }],
      properties: {
        ...nameOf("variable", [...variables.keys()]),
        ...nameOf("setting", [...settings.keys()]),
        reason: {
          type: "string",
          minLength: 1,
          description: "Why it differs, for whoever reads the drift report.",
        },
        until: daySchema("The last day it is accepted."),
        hold: { type: "boolean", description: "Keeps converge and the workflows from undoing it." },
      },
    },
  };
}

/** The JSON Schema of an environment's last day. */
export const untilSchema = daySchema(
  "The last day that the environment is meant to be there: check and drift-report watch it.",
);

/** The JSON Schema of `hold`. */
export const holdSchema: JsonSchema = {
  description: "Keeps everybody from changing this environment, until a day.",
  type: ["object", "null"],
  additionalProperties: false,
  required: ["reason", "until"],
  properties: {
    reason: { type: "string", minLength: 1, description: "Why nobody is to change it." },
    until: daySchema("The last day it is held."),
    by: { type: "string", minLength: 1, description: "Who holds it." },
  },
};

function daySchema(description: string): JsonSchema {
  return {
    type: "string",
    pattern: "^\\d{4}-\\d{2}-\\d{2}$",
    patternErrorMessage: "Must be a date, such as 2026-12-31",
    description,
  };
}
