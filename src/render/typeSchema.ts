import type { ZodType } from "zod";
import type { $ZodType, $ZodTypes } from "zod/v4/core";
import type { Value } from "../hcl/model.ts";
import { checksOf } from "../translate/checks.ts";
import { toValue } from "../translate/values.ts";

/** A JSON Schema, or a part of one. */
export type JsonSchema = { readonly [keyword: string]: unknown };

/**
 * The JSON Schema, draft 07, of what a spec may say of one type. What JSON Schema cannot express it leaves
 * open: an editor must mark nothing that the type takes.
 *
 * @param pointer where the schema will stand in its file, such as `#/properties/variables`: types that
 *   have a name or hold themselves refer to it
 */
export function typeSchema(zod: ZodType, pointer: string): JsonSchema {
  const { $schema: _, ...schema } = relocate(plainSchema(zod), pointer) as JsonSchema;
  if (!("$ref" in schema)) return schema;
  // Draft 07 reads nothing that stands beside a $ref.
  const { $ref, ...rest } = schema;
  return { ...rest, allOf: [{ $ref }] };
}

function plainSchema(zod: ZodType): JsonSchema {
  return zod.toJSONSchema({
    target: "draft-07",
    io: "input",
    unrepresentable: "any",
    override: ({ zodSchema, jsonSchema }) => amend(zodSchema as $ZodTypes, jsonSchema),
  }) as JsonSchema;
}

/** Where zod's own JSON Schema says less than it could, or something else than the type. */
function amend(type: $ZodTypes, schema: Record<string, unknown>): void {
  const { def } = type._zod;
  switch (def.type) {
    case "bigint":
      schema.type = "integer";
      return;
    case "set":
      Object.assign(schema, {
        type: "array",
        uniqueItems: true,
        ...itemsOf(def.valueType as ZodType),
      });
      return;
    case "default":
    case "prefault": {
      const value = jsonValue(toValue(def.defaultValue));
      if (value === undefined) delete schema.default;
      else if ("default" in schema || def.type === "default") schema.default = value;
      return;
    }
    case "string":
      dropFlaggedPatterns(type, schema);
      return;
  }
}

/** What refers to a place of its own would refer to another one here. */
function itemsOf(type: ZodType): { readonly items?: JsonSchema } {
  const { $schema: _, ...items } = plainSchema(type);
  return JSON.stringify(items).includes('"$ref"') ? {} : { items };
}

/** JSON Schema's patterns have no flags: /^ab$/i would refuse "AB". */
function dropFlaggedPatterns(type: $ZodType, schema: Record<string, unknown>): void {
  const flagged = checksOf(type).flatMap((check) =>
    "pattern" in check && check.pattern && /[imsv]/.test(check.pattern.flags)
      ? [check.pattern.source]
      : [],
  );
  const isDropped = ({ pattern }: JsonSchema): boolean => flagged.includes(String(pattern));
  if (isDropped(schema)) delete schema.pattern;
  if (Array.isArray(schema.allOf)) {
    const kept = schema.allOf.filter((part: JsonSchema) => !isDropped(part));
    // An empty allOf is no JSON Schema.
    if (kept.length > 0) schema.allOf = kept;
    else delete schema.allOf;
  }
}

/** A default as JSON; none for a number that JSON's readers would round, since editors write it into the spec. */
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
