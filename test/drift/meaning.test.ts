import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { differingParts } from "../../src/compare/parts.ts";
import type { TerraformType } from "../../src/model/terraformType.ts";
import type { Value } from "../../src/model/value.ts";
import { canonical } from "../../src/values/canonical.ts";

const string: TerraformType = { kind: "string" };
const strings = (kind: "list" | "set" | "map"): TerraformType => ({ kind, element: string });
const object: TerraformType = {
  kind: "object",
  attributes: {
    name: { type: string, optional: false },
    zones: { type: strings("set"), optional: true },
  },
};

describe("equal in meaning", () => {
  test.each<[string, Value | undefined, Value | undefined, TerraformType?]>([
    ["1 and 1.0", 1, 1.0],
    ["an integer and the same bigint", 5, 5n],
    ["a large number and the integer of its size", 1e21, 1000000000000000000000n],
    ["0 and -0", 0, -0],
    ["the order of keys", { a: "1", b: "2" }, { b: "2", a: "1" }, strings("map")],
    ["the order of a set", ["a", "b"], ["b", "a"], strings("set")],
    ["what a set holds twice", ["a", "b"], ["a", "b", "a"], strings("set")],
    [
      "an attribute left out and one that is null",
      { name: "x" },
      { name: "x", zones: null },
      object,
    ],
    [
      "a set inside an object",
      { name: "x", zones: ["a", "b"] },
      { zones: ["b", "a"], name: "x" },
      object,
    ],
  ])("%s", (_, one, other, type) => {
    expect(canonical(one, type)).toBe(canonical(other, type));
  });

  test.each<[string, Value | undefined, Value | undefined, TerraformType?]>([
    ["a number and its text", 1, "1"],
    ["true and its text", true, "true"],
    ["the order of a list", ["a", "b"], ["b", "a"], strings("list")],
    ["an empty list and an empty map", [], {}],
    ["an empty text and none", "", undefined],
    ["a list and its only element", ["a"], "a"],
    ["a key that is null and none, in a map", { a: null }, {}, strings("map")],
    ["texts that hold the punctuation", ["a", "b"], ['a","b']],
    ["nothing and the text for it", undefined, "absent"],
  ])("not %s", (_, one, other, type) => {
    expect(canonical(one, type)).not.toBe(canonical(other, type));
  });
});

describe("where values differ", () => {
  test.each<[string, readonly (Value | undefined)[], string[], TerraformType?]>([
    ["nowhere", [{ a: 1 }, { a: 1 }], []],
    ["as a whole", ["a", "b"], ["[]"]],
    [
      "under a key",
      [
        { a: 1, b: 2 },
        { a: 1, b: 3 },
      ],
      ['["b"]'],
    ],
    ["where a key is missing", [{ a: 1 }, { a: 1, b: 3 }], ['["b"]']],
    ["deep inside", [{ a: [{ b: 1 }, { b: 2 }] }, { a: [{ b: 1 }, { b: 3 }] }], ['["a",1,"b"]']],
    [
      "at two places",
      [
        { a: 1, b: 1 },
        { a: 2, b: 2 },
      ],
      ['["a"]', '["b"]'],
    ],
    [
      "in one of three",
      [
        ["a", "b"],
        ["a", "b"],
        ["a", "c"],
      ],
      ["[1]"],
    ],
    ["lists of two lengths, as a whole", [["a"], ["a", "b"]], ["[]"]],
    [
      "lists in another order, as a whole",
      [
        ["a", "b"],
        ["b", "a"],
      ],
      ["[] in order"],
    ],
    [
      "sets, as a whole",
      [
        ["a", "b"],
        ["a", "c"],
      ],
      ["[]"],
      strings("set"),
    ],
    ["a map and none, as a whole", [{ a: 1 }, undefined], ["[]"]],
    ["a list and a map, as a whole", [[1], { a: 1 }], ["[]"]],
    ["a key that every object has", [JSON.parse('{"__proto__": 1}'), {}], ['["__proto__"]']],
  ])("%s", (_, values, paths, type) => {
    const found = differingParts(values, type).map(
      ({ path, order }) => JSON.stringify(path) + (order ? " in order" : ""),
    );
    expect(found).toEqual(paths);
  });

  const value = fc.letrec<{ value: Value }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      fc.constantFrom<Value>("a", "b", 1, 2, true, null),
      fc.array(tie("value"), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom("a", "b", "c"), tie("value"), { maxKeys: 3 }),
    ),
  })).value;

  const at = (whole: Value | undefined, path: readonly (string | number)[]): Value | undefined =>
    path.reduce<Value | undefined>(
      (part, step) => (part as Record<string | number, Value> | null | undefined)?.[step],
      whole,
    );

  test("every part is a real difference, and without parts there is none", () => {
    fc.assert(
      fc.property(fc.array(value, { minLength: 2, maxLength: 4 }), (values) => {
        const parts = differingParts(values, undefined);
        const meanings = new Set(values.map((each) => canonical(each)));
        expect(parts.length > 0).toBe(meanings.size > 1);
        for (const part of parts) {
          expect(new Set(part.meanings).size).toBeGreaterThan(1);
          expect(part.values).toEqual(values.map((each) => at(each, part.path)));
        }
      }),
    );
  });

  test("the parts are the whole difference: without them the values are equal", () => {
    fc.assert(
      fc.property(value, value, (one, other) => {
        const repaired = differingParts([one, other], undefined).reduce<Value | undefined>(
          (whole, { path, values }) => replaced(whole, path, values[1]),
          one,
        );
        expect(canonical(repaired)).toBe(canonical(other));
      }),
    );
  });
});

function replaced(
  whole: Value | undefined,
  [step, ...rest]: readonly (string | number)[],
  part: Value | undefined,
): Value | undefined {
  if (step === undefined) return part;
  const inner = replaced((whole as Record<string | number, Value>)[step], rest, part);
  if (Array.isArray(whole)) {
    return whole.map((item: Value, index) => (index === step ? (inner ?? null) : item));
  }
  const { [String(step)]: _, ...others } = whole as Record<string, Value>;
  return inner === undefined ? others : { ...others, [step]: inner };
}
