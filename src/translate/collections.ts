import type { $ZodRecordDef, $ZodTupleDef, $ZodType } from "zod/v4/core";
import { quotedLiteral } from "../hcl/literal.ts";
import type { Check } from "./checks.ts";
import { choicesOf } from "./choices.ts";
import { forElements, forKeys, forPart, type Rule, unlessNull } from "./rules.ts";
import { type Interpret, type Place, problem, type Shape, shape, within } from "./shape.ts";
import { elements, sizeRules } from "./sizes.ts";

/** `z.array()` and `z.set()`: `list(...)` and `set(...)`. */
export function sequenceShape(
  kind: "list" | "set",
  element: $ZodType,
  checks: readonly Check[],
  place: Place,
  interpret: Interpret,
): Shape | undefined {
  const inner = presentShape(element, within(place, "[*]"), interpret);
  return (
    inner &&
    shape({ kind, element: inner.type }, [
      ...sizeRules(checks, elements),
      ...rulesOf(inner).map(forElements),
    ])
  );
}

/** `z.tuple()`: `tuple([...])`. */
export function tupleShape(
  def: $ZodTupleDef,
  place: Place,
  interpret: Interpret,
): Shape | undefined {
  if (def.rest) {
    return problem(place, { kind: "tuple-rest" });
  }
  const items = def.items.map((item, index) =>
    presentShape(item, within(place, `[${index}]`), interpret),
  );
  const known = items.filter((item) => item !== undefined);
  if (known.length < items.length) return undefined;
  const rules = known.flatMap((item, index) =>
    rulesOf(item).map((rule) => forPart(`[${index}]`, rule)),
  );
  return shape({ kind: "tuple", elements: known.map(({ type }) => type) }, rules);
}

/** `z.record()` and `z.partialRecord()`: `map(...)`, with rules on its keys. */
export function mapShape(
  def: $ZodRecordDef,
  place: Place,
  interpret: Interpret,
): Shape | undefined {
  if (def.mode === "loose") {
    return problem(place, { kind: "loose-record" });
  }
  const value = presentShape(def.valueType, within(place, "[*]"), interpret);
  const keys = keyRules(def, place, interpret);
  return (
    value &&
    keys &&
    shape({ kind: "map", element: value.type }, [...keys, ...rulesOf(value).map(forElements)])
  );
}

/** An exhaustive record has the keys of its enum, no more and no fewer. */
function keyRules(def: $ZodRecordDef, place: Place, interpret: Interpret): Rule[] | undefined {
  const key = presentShape(def.keyType, place, interpret);
  if (!key) return undefined;
  if (key.type.kind !== "string") {
    return problem(place, { kind: "record-keys", keys: key.type.kind });
  }
  const choices = choicesOf(def.keyType)?.filter((choice) => typeof choice === "string");
  if (!choices || def.partial) return key.rules.map(forKeys);
  const names = choices.map(quotedLiteral).join(", ");
  return [
    {
      path: "",
      requirement: `have exactly the keys ${choices.map((name) => JSON.stringify(name)).join(", ")}`,
      condition: (value) => `toset(keys(${value})) == toset([${names}])`,
    },
  ];
}

function rulesOf({ nullable, rules }: Shape): readonly Rule[] {
  return nullable ? rules.map(unlessNull) : rules;
}

/** The shape of something that cannot be left out: only attributes of objects can. */
function presentShape(type: $ZodType, place: Place, interpret: Interpret): Shape | undefined {
  const inner = interpret(type, place);
  if (!inner || (!inner.optional && inner.default === undefined)) return inner;
  return problem(place, { kind: "optional-element" });
}
