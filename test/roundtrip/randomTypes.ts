import fc from "fast-check";
import type { Value } from "../../src/model/value.ts";
import { exactJson } from "../hcl/exactJson.ts";
import { text as anyText } from "../hcl/values.ts";

/** A zod type and values of it. */
export interface RandomType {
  /** As the schema writes it. */
  readonly zod: string;
  readonly value: fc.Arbitrary<Value>;
  /**
   * The one form of a value, given and returned as the data of `exactJson`: attributes that are absent are
   * null, as Terraform has them, and a set is sorted, which has no order.
   */
  readonly canonical: (value: unknown) => unknown;
}

/** Terraform's format counts columns by Unicode 15: to it, combining marks that are younger are letters. */
const youngMark =
  /\u0897|[\u1acf-\u1aff\u{10d69}-\u{10d6d}\u{10efa}-\u{10efc}\u{11380}-\u{113ff}\u{11b60}-\u{11b6f}\u{11f5a}\u{16100}-\u{1613f}\u{1e5d0}-\u{1e5ff}\u{1e6c0}-\u{1e6ff}]/u;
const text = anyText.filter((written) => !youngMark.test(written));

const same = (value: unknown): unknown => value;
const plain = (zod: string, value: fc.Arbitrary<Value>): RandomType => ({
  zod,
  value,
  canonical: same,
});

const bigInteger = fc.oneof(
  fc.bigInt({ min: -(2n ** 511n), max: 2n ** 511n }),
  fc.constantFrom(0n, 5n, 2n ** 53n, -(2n ** 53n) - 1n, 12345678901234567890n),
);
/** Digits without an exponent past 2^53 are for z.bigint(). */
const double = fc
  .double({ noNaN: true, noDefaultInfinity: true })
  .filter(
    (number) =>
      !Number.isInteger(number) || Number.isSafeInteger(number) || Math.abs(number) >= 1e21,
  );
/** zod takes a record's `__proto__` for no key of its own. */
const key = text.filter((name) => name !== "__proto__");

const scalars: readonly RandomType[] = [
  plain("z.string()", text),
  plain("z.number()", fc.oneof(fc.integer(), double, fc.constantFrom(0.1, 1e21, 1e-7, 1e3))),
  plain(
    "z.bigint()",
    bigInteger.map((integer) =>
      integer === BigInt(Number(integer)) && Number.isSafeInteger(Number(integer))
        ? Number(integer)
        : integer,
    ),
  ),
  plain("z.boolean()", fc.boolean()),
];

/** What stands in a set and is told from all others. */
const sets: readonly RandomType[] = [
  plain("z.string()", text),
  plain("z.int()", fc.maxSafeInteger()),
  plain("z.boolean()", fc.boolean()),
  plain(
    "z.strictObject({ a: z.string(), b: z.int() })",
    fc.record({ a: text, b: fc.integer() }, { noNullPrototype: true }),
  ),
];

const list = (item: RandomType): RandomType => ({
  zod: `z.array(${item.zod})`,
  value: fc.oneof(
    fc.array(item.value, { maxLength: 4 }),
    fc.array(item.value, { minLength: 12, maxLength: 20 }),
  ),
  canonical: (value) => listOf(value).map(item.canonical),
});
const set = (item: RandomType): RandomType => ({
  zod: `z.set(${item.zod})`,
  value: fc.uniqueArray(item.value, { maxLength: 5, selector: exactJson }),
  canonical: (value) =>
    listOf(value).sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1)),
});
const map = (item: RandomType): RandomType => ({
  zod: `z.record(z.string(), ${item.zod})`,
  value: fc.dictionary(key, item.value, { maxKeys: 4, noNullPrototype: true }),
  canonical: (value) =>
    Object.fromEntries(
      Object.entries(value as object).map(([name, member]) => [name, item.canonical(member)]),
    ),
});
const tuple = (items: readonly RandomType[]): RandomType => ({
  zod: `z.tuple([${items.map(({ zod }) => zod).join(", ")}])`,
  value: fc.tuple(...items.map(({ value }) => value)),
  canonical: (value) => listOf(value).map((item, index) => items[index]?.canonical(item)),
});
const attributes = ["name", "size", "of-it", "größe", "_x"];
/** How an attribute may be left out: not at all, or for null, or for a default of its type. */
export type Absence = "required" | "optional" | "default";
const object = (members: readonly (readonly [RandomType, Absence, Value])[]): RandomType => {
  const named = members.map(([type, absence, byDefault], index) => {
    const name = attributes[index] ?? "";
    const canDefault = absence === "default" && hasDefault(type);
    const modifier =
      absence === "required"
        ? ""
        : canDefault
          ? `.default(${JSON.stringify(byDefault)})`
          : ".optional()";
    return { name, type, modifier };
  });
  return {
    zod: `z.strictObject({ ${named.map(({ name, type, modifier }) => `${JSON.stringify(name)}: ${type.zod}${modifier}`).join(", ")} })`,
    value: fc.record(Object.fromEntries(named.map(({ name, type }) => [name, type.value])), {
      requiredKeys: named.filter(({ modifier }) => modifier === "").map(({ name }) => name),
      noNullPrototype: true,
    }),
    canonical: (value) =>
      Object.fromEntries(
        named.map(({ name, type }) => {
          const member = (value as Readonly<Record<string, unknown>>)[name] ?? null;
          return [name, member === null ? null : type.canonical(member)];
        }),
      ),
  };
};
const nullable = (type: RandomType): RandomType => ({
  zod: `${type.zod}.nullable()`,
  value: fc.option(type.value, { nil: null }),
  canonical: (value) => (value === null ? null : type.canonical(value)),
});

/**
 * Whether a schema can write a default of the type: a bigint and a Set are no JSON, and where null is a value
 * Terraform takes the default for it.
 */
export function hasDefault({ zod }: RandomType): boolean {
  return !/bigint|set\(/.test(zod) && !zod.endsWith(".nullable()");
}

/** Types up to a depth. */
export function randomTypes(depth: number): fc.Arbitrary<RandomType> {
  const scalar = fc.constantFrom(...scalars);
  if (depth === 0) return scalar;
  const inner = randomTypes(depth - 1);
  const absence = fc.constantFrom<Absence>("required", "optional", "default");
  const member = fc
    .tuple(inner, absence)
    .chain(([type, absent]) => fc.tuple(fc.constant(type), fc.constant(absent), type.value));
  return fc.oneof(
    { weight: 3, arbitrary: scalar },
    { weight: 2, arbitrary: inner.map(list) },
    { weight: 1, arbitrary: fc.constantFrom(...sets).map(set) },
    { weight: 2, arbitrary: inner.map(map) },
    { weight: 1, arbitrary: fc.array(inner, { minLength: 1, maxLength: 3 }).map(tuple) },
    { weight: 2, arbitrary: fc.array(member, { minLength: 1, maxLength: 5 }).map(object) },
    { weight: 1, arbitrary: inner.map(nullable) },
  );
}

function listOf(value: unknown): unknown[] {
  return [...(value as readonly unknown[])];
}
