import type { JsonSchema } from "./typeSchema.ts";

/** A value, or null, which takes back what is inherited. */
export function orNull(schema: JsonSchema): JsonSchema {
  const { type, enum: choices } = schema;
  if (typeof type !== "string") return schema;
  return {
    ...schema,
    type: [type, "null"],
    ...(Array.isArray(choices) ? { enum: [...choices, null] } : {}),
  };
}

/**
 * The JSON Schema of a part of a value: nothing is required of maps that another spec completes, and null takes back what
 * need not be there, an entry or an optional attribute. Lists are replaced, never merged, so what they hold is whole.
 */
export function partialSchema(schema: JsonSchema): JsonSchema {
  const { required, oneOf, ...rest } = schema;
  const wanted = new Set(Array.isArray(required) ? required : []);
  // Two shapes of which neither is whole may both fit.
  const anyOf = oneOf ?? rest.anyOf;
  return {
    ...rest,
    ...mapped(rest, "properties", (name) => !wanted.has(name)),
    ...mapped(rest, "patternProperties", () => true),
    ...mapped(rest, "definitions", () => false),
    ...(isSchema(rest.additionalProperties)
      ? { additionalProperties: orNull(partialSchema(rest.additionalProperties)) }
      : {}),
    ...(Array.isArray(anyOf) ? { anyOf: anyOf.map(partialSchema) } : {}),
    ...(Array.isArray(rest.allOf) ? { allOf: rest.allOf.map(partialSchema) } : {}),
  };
}

function mapped(
  schema: JsonSchema,
  keyword: "properties" | "patternProperties" | "definitions",
  mayBeAbsent: (name: string) => boolean,
): JsonSchema {
  const schemas = schema[keyword];
  if (!isSchema(schemas)) return {};
  const entries = Object.entries(schemas as Readonly<Record<string, JsonSchema>>);
  return {
    [keyword]: Object.fromEntries(
      entries.map(([key, part]) => {
        const partial = partialSchema(part);
        return [key, mayBeAbsent(key) ? orNull(partial) : partial];
      }),
    ),
  };
}

/** What {@link partialSchema} leaves out: what a whole value requires, and where; `undefined` for nothing. */
export function requiredSchema(schema: JsonSchema): JsonSchema | undefined {
  const { required, properties, additionalProperties } = schema;
  if (!isPlain(schema)) {
    return JSON.stringify(schema).includes('"required":') ? schema : undefined;
  }
  const parts = Object.entries((properties ?? {}) as Readonly<Record<string, JsonSchema>>).flatMap(
    ([key, part]) => {
      const inner = requiredSchema(part);
      return inner ? [[key, inner] as const] : [];
    },
  );
  const others = isSchema(additionalProperties) ? requiredSchema(additionalProperties) : undefined;
  if (required === undefined && parts.length === 0 && !others) return undefined;
  return {
    ...(required === undefined ? {} : { required }),
    ...(parts.length > 0 ? { properties: Object.fromEntries(parts) } : {}),
    ...(others ? { additionalProperties: others } : {}),
  };
}

/** Whether it is an object of named attributes, a map or no map at all; of anything else the whole is taken. */
function isPlain(schema: JsonSchema): boolean {
  if (isSchema(schema.properties) && isSchema(schema.additionalProperties)) return false;
  return !["anyOf", "oneOf", "allOf", "$ref", "patternProperties"].some((key) => key in schema);
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
