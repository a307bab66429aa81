import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import type { Value } from "../../src/model/value.ts";
import { terraformAvailable } from "../support/programs.ts";
import { declare, isAccepted } from "./judgements.ts";
import { refusals } from "./refusals.ts";

interface Typed {
  readonly type: z.ZodType;
  readonly value: Value;
}

const scalar: fc.Arbitrary<Typed> = fc.oneof(
  fc
    .constantFrom("", "a", "ab", "abc", "é😀", "1")
    .map((value) => ({ type: z.string().min(1).max(2), value })),
  fc.constantFrom("a", "b", "c").map((value) => ({ type: z.enum(["a", "b"]), value })),
  fc
    .constantFrom("x1", "y", "")
    .map((value) => ({ type: z.string().regex(/\d/).nonempty(), value })),
  fc.constantFrom(-1, 0, 0.5, 3, 4).map((value) => ({ type: z.int().gt(0).max(3), value })),
  fc.constantFrom(1, 2n ** 63n, -5).map((value) => ({ type: z.int64(), value })),
  fc.boolean().map((value) => ({ type: z.boolean(), value })),
);

/** A type around others: its value holds theirs, each made for the first one's type where they share it. */
const { typed } = fc.letrec<{ typed: Typed; part: Typed }>((tie) => ({
  typed: fc.oneof({ depthSize: "small" }, scalar, tie("part"), tie("part")),
  part: fc.oneof(
    tie("typed").map(({ type, value }) => ({ type: z.array(type).max(1), value: [value] })),
    tie("typed").map(({ type, value }) => ({
      type: z.set(type).nonempty(),
      value: [value, value],
    })),
    fc.tuple(tie("typed"), fc.constantFrom("a", "b1")).map(([{ type, value }, key]) => ({
      type: z.record(z.string().regex(/^[a-z]$/), type),
      value: { [key]: value },
    })),
    fc
      .tuple(tie("typed"), tie("typed"))
      .map(([a, b]) => ({ type: z.tuple([a.type, b.type]), value: [a.value, b.value] })),
    fc
      .tuple(tie("typed"), tie("typed"), fc.boolean(), fc.boolean())
      .map(([a, b, isGiven, isNull]) => ({
        type: z.object({ a: a.type.nullable(), b: b.type.optional(), c: z.int().default(1) }),
        value: { a: isNull ? null : a.value, ...(isGiven ? { b: b.value } : {}) },
      })),
    tie("typed").map(({ type, value }) => ({ type: type.nullable(), value })),
    tie("typed").map(({ type }) => ({ type: type.nullable(), value: null })),
  ),
}));

describe.skipIf(!terraformAvailable)("terraform enforces nested types", () => {
  it("agrees with zod on values of nested types", () => {
    fc.assert(
      fc.property(fc.array(typed, { minLength: 250, maxLength: 300 }), (examples) => {
        const named = examples.map((example, index) => ({ ...example, id: `v${index}` }));
        const refused = refusals(
          named.map(({ id, type, value }) => ({ declaration: declare(id, type), value })),
        );
        const disagreements = named.filter(
          ({ id, type, value }) => isAccepted(type, value) === refused.has(id),
        );
        expect(
          disagreements.map(({ type, value }) => [
            z.toJSONSchema(type, { unrepresentable: "any" }),
            value,
          ]),
        ).toEqual([]);
      }),
      { numRuns: 5, endOnFailure: true, reporter: reportAssertion },
    );
  }, 60_000);
});

/** The counterexample holds whole zod types: the assertion says it shorter. */
function reportAssertion(details: { failed: boolean; seed: number; errorInstance: unknown }): void {
  if (details.failed) throw new Error(`seed ${details.seed}: ${String(details.errorInstance)}`);
}
