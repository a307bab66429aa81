import type { $ZodType, $ZodTypes } from "zod/v4/core";
import { literal, quotedLiteral } from "../hcl/literal.ts";
import { type Place, problem, type Shape, shape } from "./shape.ts";
import { isWritable, quotedIfText } from "./values.ts";

/** One of the values of an enum or of a literal. */
type Choice = string | number | bigint | boolean | null | undefined;

/**
 * The values of a type that is a choice between given ones: enums, literals and unions of them.
 *
 * @returns undefined for every other type, the union of a literal and a `z.string()` among them
 */
export function choicesOf(type: $ZodType): readonly Choice[] | undefined {
  const { def } = (type as $ZodTypes)._zod;
  switch (def.type) {
    case "literal":
      return def.values;
    case "enum":
      return enumValues(def.entries);
    case "null":
      return [null];
    case "undefined":
      return [undefined];
    case "union": {
      const choices = def.options.map(choicesOf);
      return choices.every((values) => values !== undefined) ? choices.flat() : undefined;
    }
    default:
      return undefined;
  }
}

/** A TypeScript enum of numbers also maps each number back to its name. */
function enumValues(entries: Readonly<Record<string, string | number>>): (string | number)[] {
  const names = Object.keys(entries).filter(
    (name) => typeof entries[entries[name] ?? ""] !== "number",
  );
  return names.flatMap((name) => entries[name] ?? []);
}

/** The shape of a choice: the one type its values have, and the rule that names them. */
export function choiceShape(choices: readonly Choice[], place: Place): Shape | undefined {
  const values = [...new Set(choices)].filter((value) => value !== null && value !== undefined);
  const kinds = new Set(values.map(kindOf));
  const [kind] = kinds;
  if (kind === undefined) {
    return problem(place, { kind: "no-values" });
  }
  if (kinds.size > 1) {
    return problem(place, { kind: "kinds-of-values", kinds: [...kinds] });
  }
  if (!values.every((value) => isWritable(value, place))) return undefined;
  const written = values.map((value) =>
    typeof value === "string" ? quotedLiteral(value) : literal(value),
  );
  const [only] = written;
  const isSingle = written.length === 1;
  return {
    ...shape({ kind }, [
      {
        path: "",
        requirement: `be ${isSingle ? "" : "one of "}${values.map(quotedIfText).join(", ")}`,
        condition: (value) =>
          isSingle ? `${value} == ${only}` : `contains([${written.join(", ")}], ${value})`,
      },
    ]),
    nullable: choices.includes(null),
    optional: choices.includes(undefined),
  };
}

function kindOf(value: string | number | bigint | boolean): "string" | "number" | "bool" {
  switch (typeof value) {
    case "string":
      return "string";
    case "boolean":
      return "bool";
    default:
      return "number";
  }
}
