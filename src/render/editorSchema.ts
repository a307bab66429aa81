import type { ProjectSetting, ProjectStack, ProjectVariable } from "../load/project.ts";
import type { Output } from "./render.ts";
import { type JsonSchema, typeSchema } from "./typeSchema.ts";

/** The path of a stack's JSON Schema, below generated/. */
export function editorSchemaPath(stack: string): string {
  return `schema/${stack}.schema.json`;
}

/**
 * A JSON Schema for each stack's specs, draft 07, which is what editors read: it gives completion,
 * hover texts with the reason to drift, and a mark under what is wrong.
 */
export function editorSchemas(stacks: readonly ProjectStack[]): Output[] {
  return stacks.map((stack) => ({
    path: editorSchemaPath(stack.name),
    content: `${JSON.stringify(stackSchema(stack), undefined, 2)}\n`,
    kind: "json",
    source: "terraloom's own JSON Schema",
  }));
}

function stackSchema(stack: ProjectStack): JsonSchema {
  const settings = [...stack.settings.values()];
  const variables = [...stack.variables.values()];
  const required = {
    settings: settings
      .filter(({ zod }) => !zod.safeParse(undefined).success)
      .map(({ name }) => name),
    variables: variables.filter((variable) => variable.required).map(({ name }) => name),
  };
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: `An environment of stack "${stack.name}"`,
    type: "object",
    additionalProperties: false,
    properties: {
      stack: {
        const: stack.name,
        description: "The stack that this environment is an instance of.",
      },
      extends: {
        description:
          "Specs to inherit from: maps merge deeply, scalars and lists replace; of several the last wins.",
        anyOf: [{ type: "string" }, { type: "array", items: { type: "string" } }],
      },
      settings: section(
        "What templates are told; not Terraform variables.",
        settings,
        settingSchema,
      ),
      variables: section(
        "The values of the stack's Terraform variables.",
        variables,
        variableSchema,
      ),
      accepted_drift: acceptedDrift(settings, variables),
    },
    // Whatever a spec extends may hold what it lacks, and a spec without a stack is there to be extended.
    if: { required: ["stack"], not: { required: ["extends"] } },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: {
      required: Object.entries(required).flatMap(([name, names]) =>
        names.length > 0 ? [name] : [],
      ),
      properties: {
        settings: { required: required.settings },
        variables: { required: required.variables },
      },
    },
  };
}

function section<Declared extends { readonly name: string }>(
  description: string,
  declared: readonly Declared[],
  schemaOf: (declared: Declared) => JsonSchema,
): JsonSchema {
  const properties = Object.fromEntries(declared.map((item) => [item.name, schemaOf(item)]));
  return { description, type: ["object", "null"], additionalProperties: false, properties };
}

function variableSchema(variable: ProjectVariable): JsonSchema {
  const labels = [...variable.labels].map(([key, values]) => `${key}: ${values.join(", ")}`);
  return describe(schemaOf("variables", variable), [
    variable.description,
    driftSentence(variable.drift),
    ...labels,
  ]);
}

function settingSchema(setting: ProjectSetting): JsonSchema {
  return describe(schemaOf("settings", setting), [
    setting.description ?? "",
    driftSentence(setting.drift),
  ]);
}

function schemaOf(
  section: "settings" | "variables",
  { name, zod }: ProjectSetting | ProjectVariable,
): JsonSchema {
  const pointerName = encodeURIComponent(name.replaceAll("~", "~0").replaceAll("/", "~1"));
  return typeSchema(zod, `#/properties/${section}/properties/${pointerName}`);
}

function driftSentence(drift: string | undefined): string {
  return drift === undefined
    ? "The same in every environment."
    : `May differ between environments: ${drift}`;
}

function describe(schema: JsonSchema, paragraphs: readonly string[]): JsonSchema {
  return { description: paragraphs.filter((text) => text !== "").join("\n\n"), ...schema };
}

function acceptedDrift(
  settings: readonly ProjectSetting[],
  variables: readonly ProjectVariable[],
): JsonSchema {
  const names = (declared: readonly { readonly name: string }[]) =>
    declared.map(({ name }) => name);
  return {
    description: "Differences from the other environments that are accepted for a while.",
    type: ["array", "null"],
    items: {
      type: "object",
      additionalProperties: false,
      required: ["reason", "until"],
      properties: {
        ...(variables.length > 0
          ? { variable: { enum: names(variables), description: "The variable that differs." } }
          : {}),
        ...(settings.length > 0
          ? { setting: { enum: names(settings), description: "The setting that differs." } }
          : {}),
        reason: {
          type: "string",
          minLength: 1,
          description: "Why it differs, for whoever reads the drift report.",
        },
        until: {
          type: "string",
          pattern: "^\\d{4}-\\d{2}-\\d{2}$",
          description: "The last day it is accepted.",
        },
        hold: { type: "boolean", description: "Keeps converge and the workflows from undoing it." },
      },
    },
  };
}
