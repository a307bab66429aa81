import { expect, it } from "vitest";
import { fits, zodOfValues, zodText } from "../../src/adopt/zodType.ts";
import { readType } from "../../src/hcl/readType.ts";
import { tokenize } from "../../src/hcl/tokenize.ts";
import type { Value } from "../../src/model/value.ts";

it.each<[string, string, readonly Value[], readonly Value[]]>([
  ["bool", "z.boolean()", [true], ["true", null]],
  ["set(string)", "z.set(z.string())", [["a"]], [[1], "a", [null]]],
  ["map(number)", "z.record(z.string(), z.number())", [{ a: 1 }], [{ a: "1" }, []]],
  ["tuple([bool, string])", "z.tuple([z.boolean(), z.string()])", [[true, "a"]], [[true], ["a"]]],
  [
    "object({ a = string, b-c = optional(number) })",
    'z.strictObject({ a: z.string(), "b-c": z.number().optional() })',
    [{ a: "x" }, { a: "x", "b-c": 1 }],
    // What Terraform would drop, fill in, or write in another order.
    [{}, { a: "x", d: 1 }, { "b-c": 1, a: "x" }, { a: "x", "b-c": null }],
  ],
])("%s is %s, for values that are of it as they are", (text, zod, fitting, others) => {
  const tokenized = tokenize(text);
  const type = tokenized.ok ? readType({ tokens: tokenized.value.tokens }) : undefined;
  expect(type && zodText(type)).toBe(zod);
  for (const value of fitting) expect(type && fits(value, type), JSON.stringify(value)).toBe(true);
  for (const value of others) expect(type && fits(value, type), JSON.stringify(value)).toBe(false);
});

it("values have the type that all of them fit", () => {
  expect(zodOfValues([{ a: 1, b: [true] }, { a: null }, null])).toBe(
    "z.strictObject({ a: z.number().nullable(), b: z.array(z.boolean()).optional() }).nullable()",
  );
  expect(zodOfValues([1, "a"])).toBe("z.union([z.number(), z.string()])");
});
