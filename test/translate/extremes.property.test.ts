import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import type { Value } from "../../src/model/value.ts";
import { terraformAvailable } from "../support/programs.ts";
import { declare, isAccepted } from "./judgements.ts";
import { refusals } from "./refusals.ts";

/** Where zod and Terraform count in different ways: characters past U+FFFF, numbers past 2^53, last digits of quotients. */
interface Typed {
  readonly type: z.ZodType;
  readonly value: Value;
  /** Whether Terraform takes what zod refuses: generate does not, and what comes past it is not Terraform's to tell. */
  readonly isLaxer?: boolean;
}

const patterns = [
  ...[
    /^.{2}$/,
    /^.$/,
    /^[^a]$/,
    /^\S{3}$/,
    /^a.b$/,
    /😀/,
    /^\W+$/,
    /^(?!.*😀).{1,3}$/,
    /^\D\D$/,
    /.b/i,
  ],
  ...[/^.$/u, /^.{2}$/u, /^[😀a]$/u],
];
const strings: readonly Omit<Typed, "value">[] = [
  ...patterns.map((pattern) => ({ type: z.string().regex(pattern), isLaxer: !pattern.unicode })),
  { type: z.templateLiteral(["a", z.string()]) },
  { type: z.string().includes("b", { position: 2 }), isLaxer: true },
];
const text = fc
  .array(fc.constantFrom("a", "b", "é", "😀", "𝒳", "\u{10ffff}", " "), { maxLength: 4 })
  .map((characters) => characters.join(""));
const ofText = fc
  .tuple(fc.constantFrom(...strings), text)
  .map(([one, value]): Typed => ({ ...one, value }));

const whole = fc
  .tuple(fc.constantFrom(0n, 2n ** 53n, -(2n ** 53n), 2n ** 63n), fc.bigInt(-3n, 3n))
  .map(([middle, offset]) => middle + offset)
  .map((number) => (Number.isSafeInteger(Number(number)) ? Number(number) : number));
const wholes = [
  z.int(),
  z.int().min(5),
  z.int().max(0),
  z.int().min(-9).max(9),
  z.int().max(1e300),
];
const ofWhole = fc
  .tuple(fc.constantFrom(...wholes), whole)
  .map(([type, value]): Typed => ({ type, value }));

const ofMultiple = fc
  .tuple(
    fc.constantFrom(0.1, 0.07, 0.3, 1e-7, 2.5, 1, 2, 3, 7, 1000),
    fc.oneof(fc.nat(1000), fc.nat({ max: 2 ** 31 }), fc.maxSafeNat()),
    fc.constantFrom(0, 0, 1e-9, -1e-12, 0.5, 1 / 3),
  )
  .map(([step, times, nudge]): Typed => {
    const value = Number((step * (times + nudge)).toPrecision(15));
    return { type: z.number().multipleOf(step), value, isLaxer: !Number.isInteger(step) };
  });

describe.skipIf(!terraformAvailable)("terraform, at the limits of zod's numbers", () => {
  it("accepts everything that generate accepts", { timeout: 60_000 }, () => {
    const drawn = fc.sample(fc.oneof(ofText, ofWhole, ofMultiple), 600);
    const examples = drawn.map((example, index) => ({ ...example, id: `v${index}` }));
    const refused = refusals(
      examples.map(({ id, type, value }) => ({ declaration: declare(id, type), value })),
    );
    const wrong = examples.filter(({ id, type, value, isLaxer }) =>
      isAccepted(type, value) ? refused.has(id) : !refused.has(id) && !isLaxer,
    );
    const told = wrong.map(({ id, type, value }) => [value, declare(id, type).validations]);
    expect(told).toEqual([]);
    // Both kinds are among them: what zod takes and generate refuses, so that Terraform need not.
    expect(
      examples.some(({ type, value }) => type.safeParse(value).success && !isAccepted(type, value)),
    ).toBe(true);
  });
});
