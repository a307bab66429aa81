import type { $ZodPipeDef, $ZodType, $ZodTypes, $ZodUnionDef } from "zod/v4/core";
import { type Check, checksOf } from "./checks.ts";
import { choiceShape, choicesOf } from "./choices.ts";
import { mapShape, sequenceShape, tupleShape } from "./collections.ts";
import { withDefault } from "./defaults.ts";
import { numberRules } from "./numbers.ts";
import { objectShape } from "./objects.ts";
import { patternRules } from "./patterns.ts";
import { type Place, problem, type Shape, shape } from "./shape.ts";
import { stringRules } from "./strings.ts";

/**
 * Translates a zod type for Terraform. A part without counterpart becomes a problem of its place, and all
 * problems of the type are found in one go.
 *
 * It reads the definitions (`_zod.def`) that zod publishes for programs like this one.
 *
 * @see https://zod.dev/library-authors
 */
export function interpret(type: $ZodType, place: Place): Shape | undefined {
  if (place.ancestors.includes(type)) {
    return problem(place, { kind: "recursive" });
  }
  const inside = { ...place, ancestors: [...place.ancestors, type] };
  const checks = checksOf(type);
  const before = place.problems.length;
  refuseChecks(type, checks, place);
  const result = interpretKind(type as $ZodTypes, checks, inside);
  return place.problems.length > before ? undefined : result;
}

function interpretKind(type: $ZodTypes, checks: readonly Check[], place: Place): Shape | undefined {
  const { def } = type._zod;
  switch (def.type) {
    case "string":
      return shape({ kind: "string" }, stringRules(checks, place));
    case "number":
      return shape({ kind: "number" }, numberRules(checks, false));
    case "bigint":
      return shape({ kind: "number" }, numberRules(checks, true));
    case "boolean":
      return shape({ kind: "bool" });
    case "template_literal": {
      const requirement = `match the pattern ${type._zod.pattern}`;
      return shape(
        { kind: "string" },
        patternRules(type._zod.pattern as RegExp, { requirement }, place),
      );
    }
    case "enum":
    case "literal":
      return choiceShape(choicesOf(type) ?? [], place);
    case "array":
      return sequenceShape("list", def.element, checks, place, interpret);
    case "set":
      return sequenceShape("set", def.valueType, checks, place, interpret);
    case "tuple":
      return tupleShape(def, place, interpret);
    case "record":
      return mapShape(def, place, interpret);
    case "object":
      return objectShape(def, place, interpret);
    case "union":
      return unionShape(def, type, place);
    case "nullable": {
      const inner = interpret(def.innerType, place);
      return inner && { ...inner, nullable: true };
    }
    case "optional": {
      const inner = interpret(def.innerType, place);
      return inner && { ...inner, optional: inner.default === undefined };
    }
    case "nonoptional": {
      const inner = interpret(def.innerType, place);
      return inner && { ...inner, optional: false };
    }
    case "default":
    case "prefault": {
      const inner = interpret(def.innerType, place);
      return inner && withDefault(type, inner, place);
    }
    case "readonly":
      return interpret(def.innerType, place);
    case "lazy":
      return interpret(def.getter(), place);
    case "pipe":
      return refusePipe(def, place);
    default: {
      return problem(place, { kind: "zod-type", type: def.type });
    }
  }
}

/** A union of literals is a choice; a union of one type with null or undefined is that type. */
function unionShape(def: $ZodUnionDef, type: $ZodType, place: Place): Shape | undefined {
  const choices = choicesOf(type);
  if (choices) return choiceShape(choices, place);

  const isAbsence = (option: $ZodType) => ["null", "undefined"].includes(option._zod.def.type);
  const [only, ...others] = def.options.filter((option) => !isAbsence(option));
  if (only && others.length === 0) {
    const inner = interpret(only, place);
    const has = (kind: string) => def.options.some((option) => option._zod.def.type === kind);
    return (
      inner && {
        ...inner,
        nullable: inner.nullable || has("null"),
        optional: inner.default === undefined && (inner.optional || has("undefined")),
      }
    );
  }
  const kinds = def.options.map((option) => option._zod.def.type);
  return "discriminator" in def
    ? problem(place, { kind: "object-union", discriminator: String(def.discriminator) })
    : problem(place, { kind: "type-union", kinds });
}

function refusePipe(def: $ZodPipeDef, place: Place): undefined {
  const changes = [def.in, def.out].some((side) => side._zod.def.type === "transform");
  return changes || def.transform
    ? problem(place, { kind: "changing-pipe" })
    : problem(place, { kind: "checking-pipe" });
}

/** Checks and coercions that would make zod and Terraform see different values. */
function refuseChecks(type: $ZodType, checks: readonly Check[], place: Place): void {
  const { def } = type._zod;
  if ("coerce" in def && def.coerce) {
    problem(place, { kind: "coerce" });
  }
  for (const check of checks) {
    if (check.check === "overwrite") {
      problem(place, { kind: "overwrite" });
    }
    if (check.check === "property") {
      problem(place, { kind: "property" });
    }
  }
}
