import { describe, expect, it } from "vitest";
import * as z from "zod";
import type { Value } from "../../src/model/value.ts";
import { toZodInput } from "../../src/translate/zodInput.ts";

describe("a spec's value as input for zod", () => {
  it.each<[name: string, type: z.ZodType, value: Value, input: unknown]>([
    ["text", z.string(), "5", "5"],
    ["number", z.number(), 5, 5],
    ["number beyond 2^53", z.number(), 2n ** 60n, 2n ** 60n],
    ["bigint", z.bigint(), 5, 5n],
    ["int64", z.int64().optional(), -1, -1n],
    ["fraction for a bigint", z.bigint(), 0.5, 0.5],
    ["literal bigint", z.literal(1n), 1, 1n],
    ["set", z.set(z.string()), ["a", "a"], new Set(["a"])],
    ["no list for a set", z.set(z.string()), "a", "a"],
    ["deep", z.array(z.object({ a: z.set(z.bigint()) })), [{ a: [1] }], [{ a: new Set([1n]) }]],
    ["map", z.record(z.string(), z.bigint()).nullable(), { __proto__x: 1 }, { __proto__x: 1n }],
    ["tuple", z.tuple([z.bigint(), z.number()]), [1, 2, 3], [1n, 2, 3]],
    ["unknown attribute", z.object({ a: z.bigint() }), { a: 1, b: 1 }, { a: 1n, b: 1 }],
    ["union with null", z.union([z.null(), z.bigint()]), 1, 1n],
    ["null", z.set(z.string()).nullable(), null, null],
    ["default", z.bigint().default(1n).readonly(), 2, 2n],
    ["lazy", z.lazy(() => z.bigint()), 2, 2n],
  ])("%s", (_, type, value, input) => {
    expect(toZodInput(type, value)).toEqual(input);
  });

  it("leaves an absent value to zod's default", () => {
    expect(toZodInput(z.set(z.string()), undefined)).toBeUndefined();
  });
});
