import type { ZodType } from "zod";
import type { $ZodTypes } from "zod/v4/core";
import type { Value } from "../model/value.ts";
import { toValue } from "../translate/values.ts";
import { amendString } from "./stringSchema.ts";

export type JsonSchema = { readonly [keyword: string]: unknown };

/** Where a type's JSON Schema will stand. */
export interface SchemaPlace {
  /** Such as `#/properties/variables`: types that have a name or hold themselves refer to it. */
  readonly pointer: string;
  /** Whether `z.object()` takes no unknown keys: a variable that is given some is refused, a setting is not. */
  readonly closed: boolean;
}

/** The JSON Schema, draft 07, of what a spec may say of one type. It marks nothing that the type takes. */
export function typeSchema(zod: ZodType, { pointer, closed }: SchemaPlace): JsonSchema {
  const { $schema: _, ...schema } = relocate(plainSchema(zod, closed), pointer) as JsonSchema;
  if (!("$ref" in schema)) return schema;
  // Draft 07 reads nothing that stands beside a $ref.
  const { $ref, ...rest } = schema;
  return { ...rest, allOf: [{ $ref }] };
}

function plainSchema(zod: ZodType, closed: boolean): JsonSchema {
  return zod.toJSONSchema({
    target: "draft-07",
    io: "input",
    unrepresentable: "any",
    override: ({ zodSchema, jsonSchema }) => {
      amend(zodSchema as $ZodTypes, jsonSchema, closed);
      amendMetadata(zodSchema, jsonSchema);
    },
  }) as JsonSchema;
}

/** Where zod's own JSON Schema says less than it could, or something else than the type. */
function amend(type: $ZodTypes, schema: Record<string, unknown>, closed: boolean): void {
  const { def } = type._zod;
  switch (def.type) {
    case "bigint":
      schema.type = "integer";
      return;
    case "set":
      // Duplicates are taken, and count once.
      Object.assign(schema, { type: "array", ...itemsOf(def.valueType as ZodType, closed) });
      return;
    case "object":
      if (closed && !def.catchall) schema.additionalProperties = false;
      return;
    case "nullable":
      amendNullable(schema);
      return;
    case "default":
    case "prefault": {
      const value = jsonValue(toValue(def.defaultValue));
      if (value === undefined) delete schema.default;
      else if ("default" in schema || def.type === "default") schema.default = value;
      return;
    }
    case "string":
      amendString(type, schema);
      return;
  }
}

/** One schema in place of two alternatives: editors say better what is wrong with it. */
function amendNullable(schema: Record<string, unknown>): void {
  const [inner, ...others] = (schema.anyOf ?? []) as Record<string, unknown>[];
  if (typeof inner?.type !== "string" || others.length !== 1 || others[0]?.type !== "null") return;
  const { anyOf: _, ...own } = schema;
  const { const: only, enum: choices = only === undefined ? undefined : [only], ...rest } = inner;
  delete schema.anyOf;
  Object.assign(schema, rest, own, {
    type: [inner.type, "null"],
    ...(Array.isArray(choices) ? { enum: [...choices, null] } : {}),
  });
}

/** Examples, and whatever else `.meta()` gives, as JSON: zod copies sets and big integers as they are. */
function amendMetadata(type: $ZodTypes, schema: Record<string, unknown>): void {
  for (const [key, given] of Object.entries(metadataOf(type))) {
    if (!(key in schema)) continue;
    const value = jsonValue(toValue(given));
    if (value === undefined) delete schema[key];
    else schema[key] = value;
  }
}

/** zod/mini's types have no `.meta()`. */
function metadataOf(type: object): object {
  return "meta" in type && typeof type.meta === "function" ? (type.meta() ?? {}) : {};
}

/** What refers to a place of its own would refer to another one here. */
function itemsOf(type: ZodType, closed: boolean): { readonly items?: JsonSchema } {
  const { $schema: _, ...items } = plainSchema(type, closed);
  return JSON.stringify(items).includes('"$ref"') ? {} : { items };
}

/** A value as JSON; none for a number that JSON's readers would round, since editors write it into the spec. */
function jsonValue(value: Value | undefined): unknown {
  let isExact = value !== undefined;
  const text = JSON.stringify(value, (_, item: unknown) => {
    if (typeof item !== "bigint") return item;
    if (!Number.isSafeInteger(Number(item))) isExact = false;
    return Number(item);
  });
  return isExact ? JSON.parse(text) : undefined;
}

/** The schema with its references (`#`, `#/definitions/name`) as seen from the file that it becomes part of. */
function relocate(part: unknown, pointer: string): unknown {
  if (Array.isArray(part)) return part.map((item) => relocate(item, pointer));
  if (typeof part !== "object" || part === null) return part;
  const entries = Object.entries(part).map(([key, value]) => {
    const isReference = key === "$ref" && typeof value === "string" && value.startsWith("#");
    return [key, isReference ? `${pointer}${value.slice(1)}` : relocate(value, pointer)] as const;
  });
  return Object.fromEntries(entries);
}
