import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import type { Value, VariableDeclaration } from "../../src/hcl/model.ts";
import { translate } from "../../src/translate/translate.ts";
import { toZodInput } from "../../src/translate/zodInput.ts";
import { terraformAvailable } from "../support/programs.ts";
import { refusals } from "./refusals.ts";

function declare(name: string, type: z.ZodType): VariableDeclaration {
  const result = translate(name, type);
  if ("problems" in result) throw new Error(JSON.stringify(result.problems));
  const { required: _, ...declaration } = result.translation;
  return { name, ...declaration };
}

/** A text that zod takes and rewrites (`z.url()` drops blanks around it) is refused elsewhere. */
function isAccepted(type: z.ZodType, value: Value): boolean {
  const { success, data } = type.safeParse(toZodInput(type, value));
  return success && (typeof data !== "string" || data === value);
}

interface Held {
  readonly name: string;
  readonly type: z.ZodType;
  readonly message: string;
  readonly good: readonly Value[];
  readonly bad: readonly Value[];
}

/** For each check: values that zod and Terraform take, and values that both refuse. */
const checks: readonly Held[] = [
  {
    name: "nonempty",
    type: z.string().nonempty(),
    message: "The value of x must not be empty.",
    good: ["a", " ", "\n"],
    bad: [""],
  },
  {
    name: "length in code points, not in graphemes or UTF-16 units",
    type: z.string().min(2).max(3),
    message: "The value of x must have between 2 and 3 characters.",
    good: ["ab", "abc", "😀😀", "👩‍👧", "\r\n"],
    bad: ["", "😀", "👨‍👩‍👧", "abcd"],
  },
  {
    name: "text that could be a template or a pattern",
    type: z.string().startsWith('${"%{').includes("a.c").endsWith("\\\n"),
    message: 'The value of x must start with "$${\\"%%{".',
    good: ['${"%{ a.c \\\n'],
    bad: ["a.c\\\n"],
  },
  {
    name: "includes after a position",
    type: z.string().includes("a", { position: 2 }),
    message: 'The value of x must contain "a" after the first 2 characters.',
    good: ["bba", "\n\na"],
    bad: ["abb", "bab"],
  },
  {
    name: "the author's message",
    type: z.string().regex(/^ami-[0-9a-f]+$/, "must be an AMI ID"),
    message: "Must be an AMI ID.",
    good: ["ami-0abc"],
    bad: ["0abc", "AMI-0", "ami-0\n"],
  },
  {
    name: "lookaheads at the start",
    type: z.string().regex(/^(?=.*\d)(?!.*admin).{8,}$/),
    message: "The value of x must match the pattern /^(?=.*\\d)(?!.*admin).{8,}$/.",
    good: ["password1"],
    bad: ["password", "1admin23", "short1"],
  },
  {
    name: "integer range",
    type: z.int().min(1).max(65535),
    message: "The value of x must be between 1 and 65535.",
    good: [1, 80, 65535],
    bad: [0, 65536, -1],
  },
  {
    name: "whole",
    type: z.int(),
    message: "The value of x must be a whole number.",
    good: [0, -3, 9007199254740991],
    bad: [0.5, -0.1],
  },
  {
    name: "exclusive bounds",
    type: z.number().gt(0).lt(1),
    message: "The value of x must be greater than 0.",
    good: [0.1, 0.999],
    bad: [0, -1],
  },
  {
    name: "decimal steps",
    type: z.number().multipleOf(0.01),
    message: "The value of x must be a multiple of 0.01.",
    good: [0.57, 0.29, 1.1, -4.35, 0],
    bad: [0.005, 0.571],
  },
  {
    name: "64 bits",
    type: z.int64(),
    message: "The value of x must be between -9223372036854775808 and 9223372036854775807.",
    good: [5, 9223372036854775807n, -9223372036854775808n],
    bad: [9223372036854775808n, -9223372036854775809n],
  },
  {
    name: "enum",
    type: z.enum(["staging", "production"]),
    message: 'The value of x must be one of "staging", "production".',
    good: ["staging"],
    bad: ["", "Staging", "${production}"],
  },
  {
    name: "numbers to choose from",
    type: z.literal([80, 443]),
    message: "The value of x must be one of 80, 443.",
    good: [80, 443],
    bad: [81],
  },
  {
    name: "list",
    type: z.array(z.ipv4()).min(1),
    message: "Every value of x[*] must be an IPv4 address, such as 10.0.0.1.",
    good: [["10.0.0.1"]],
    bad: [["10.0.0.1", "10.0.0"]],
  },
  {
    name: "set",
    type: z.set(z.string()).min(2),
    message: "The value of x must have at least 2 elements.",
    good: [["a", "b", "a"]],
    bad: [["a", "a"], []],
  },
  {
    name: "keys by pattern",
    type: z.record(z.string().regex(/^[a-z]+$/), z.string()),
    message: "Every key of x must match the pattern /^[a-z]+$/.",
    good: [{}, { a: "1" }],
    bad: [{ a: "1", "b-c": "" }],
  },
  {
    name: "all keys of an enum",
    type: z.record(z.enum(["a", "b"]), z.int()),
    message: 'The value of x must have exactly the keys "a", "b".',
    good: [{ a: 1, b: 2 }],
    bad: [{ a: 1 }, { a: 1, b: 2, c: 3 }, {}],
  },
  {
    name: "some keys of an enum",
    type: z.partialRecord(z.enum(["a", "b"]), z.int()),
    message: 'Every key of x must be one of "a", "b".',
    good: [{ a: 1, b: 2 }, { a: 1 }, {}],
    bad: [{ c: 3 }],
  },
  {
    name: "tuple",
    type: z.tuple([z.string(), z.int().min(1)]),
    message: "The value of x[1] must be at least 1.",
    good: [["a", 1]],
    bad: [["a", 0]],
  },
  {
    name: "nullable",
    type: z.string().min(2).nullable(),
    message: "The value of x must have at least 2 characters.",
    good: [null, "ab"],
    bad: ["a"],
  },
  {
    name: "deep, with attributes left out",
    type: z.array(
      z.object({
        name: z.string(),
        ports: z.array(z.object({ number: z.int().max(9).default(1) })).optional(),
      }),
    ),
    message: "Every value of x[*].ports[*].number must be at most 9.",
    good: [[{ name: "a" }, { name: "b", ports: [{}, { number: 9 }] }]],
    bad: [[{ name: "a" }, { name: "b", ports: [{}, { number: 10 }] }]],
  },
  {
    name: "map of lists",
    type: z.record(z.string(), z.array(z.enum(["a", "b"]))),
    message: 'Every value of x[*][*] must be one of "a", "b".',
    good: [{ x: ["a"], y: [] }],
    bad: [{ x: ["a", "c"] }],
  },
];

interface Formatted {
  readonly type: z.ZodType;
  /** Texts from which others are made by small changes. */
  readonly seeds: readonly string[];
  /** Terraform takes more than zod. */
  readonly isLaxer?: true;
}

const formats: Readonly<Record<string, Formatted>> = {
  url: {
    type: z.url(),
    seeds: ["https://example.com/a?b#c", "mailto:a@b", "http://10.0.0.1:80"],
    isLaxer: true,
  },
  httpUrl: {
    type: z.httpUrl(),
    seeds: ["https://a.example.com:8080/x", "HTTP://u:p@b.org?q"],
    isLaxer: true,
  },
  postgres: {
    type: z.url({ protocol: /^postgres(ql)?$/ }),
    seeds: ["postgres://u@db:5432/x", "postgresql://db"],
    isLaxer: true,
  },
  email: { type: z.email(), seeds: ["first.last@example.com", "o'neill+x@a-b.co"] },
  uuid: {
    type: z.uuid(),
    seeds: ["6f9619ff-8b86-4011-b42d-00cf4fc964ff", "00000000-0000-0000-0000-000000000000"],
  },
  uuidv4: { type: z.uuidv4(), seeds: ["6f9619ff-8b86-4011-b42d-00cf4fc964ff"] },
  guid: { type: z.guid(), seeds: ["6F9619FF-8B86-D011-B42D-00CF4FC964FF"] },
  nanoid: { type: z.nanoid(), seeds: ["V1StGXR8_Z5jdHi6B-myT"] },
  cuid: { type: z.cuid(), seeds: ["cjld2cjxh0000qzrmn831i7rn"] },
  cuid2: { type: z.cuid2(), seeds: ["tz4a98xxat96iws9zmbrgj3a"] },
  ulid: { type: z.ulid(), seeds: ["01ARZ3NDEKTSV4RRFFQ69G5FAV"] },
  xid: { type: z.xid(), seeds: ["9m4e2mr0ui3e8a215n4g"] },
  ksuid: { type: z.ksuid(), seeds: ["0ujsswThIGTUYm2K8FjOOfXtY1K"] },
  mac: { type: z.mac(), seeds: ["00:1A:2B:3C:4D:5E", "00:1a:2b:3c:4d:5e"] },
  ipv4: { type: z.ipv4(), seeds: ["10.0.0.1", "255.255.255.255", "010.1.2.3", "::ffff:1.2.3.4"] },
  ipv6: {
    type: z.ipv6(),
    seeds: ["2001:db8::1", "::", "::ffff:10.0.0.1", "1:2:3:4:5:6:7:8", "::ffff:010.0.0.1"],
  },
  cidrv4: {
    type: z.cidrv4(),
    seeds: ["10.0.0.0/16", "0.0.0.0/0", "10.0.0.1/32", "10.0.0.0/08", "::ffff:1.2.3.4/120"],
  },
  cidrv6: {
    type: z.cidrv6(),
    seeds: ["2001:db8::/32", "::/0", "::1/128", "::ffff:1.2.3.4/120", "fe80::/010"],
  },
  hostname: { type: z.hostname(), seeds: ["db.example.com", "a-b.c.", "localhost"] },
  base64: { type: z.base64(), seeds: ["", "aGVsbG8=", "aGVsbA==", "YWJj"] },
  base64url: { type: z.base64url(), seeds: ["", "aGVsbG8", "a-_b"] },
  hex: { type: z.hex(), seeds: ["", "deadBEEF"] },
  sha256: {
    type: z.hash("sha256"),
    seeds: ["e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"],
  },
  e164: { type: z.e164(), seeds: ["+14155550100"] },
  jwt: { type: z.jwt(), seeds: ["eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.e30.c2ln"], isLaxer: true },
  creditCard: { type: z.creditCard(), seeds: ["4111 1111 1111 1111"], isLaxer: true },
  currencyCode: { type: z.currencyCode(), seeds: ["EUR", "USD"] },
  iban: { type: z.iban(), seeds: ["GB82WEST12345698765432"], isLaxer: true },
  date: { type: z.iso.date(), seeds: ["2024-02-29", "2023-12-31"] },
  time: { type: z.iso.time(), seeds: ["23:59:59", "00:00", "12:00:00.123"] },
  datetime: { type: z.iso.datetime(), seeds: ["2024-02-29T23:59:59Z", "2023-01-01T00:00:00.5Z"] },
  offset: {
    type: z.iso.datetime({ offset: true }),
    seeds: ["2023-01-01T00:00:00+02:00", "2023-01-01T00:00:00Z"],
  },
  duration: { type: z.iso.duration(), seeds: ["P1DT12H", "P3W", "PT0.5S", "P1Y2M", "PT"] },
  lowercase: { type: z.string().lowercase(), seeds: ["abc1é"] },
  uppercase: { type: z.string().uppercase(), seeds: ["ABC1É"] },
  template: {
    type: z.templateLiteral(["v", z.int(), ".", z.enum(["a", "b"])]),
    seeds: ["v12.a", "v-1.b"],
  },
};

/** A text one or two characters away from a seed. */
function near(seeds: readonly string[]): fc.Arbitrary<string> {
  const character = fc.constantFrom(..."aAfFgGzZ019.:-/+_=@#? \n%[]TPWSé😀");
  const change = fc.tuple(fc.nat(70), fc.nat(2), character);
  return (
    fc
      .tuple(fc.constantFrom(...seeds), fc.array(change, { maxLength: 2 }))
      .map(([seed, changes]) =>
        changes.reduce((text, [at, removed, added]) => {
          const position = text.length === 0 ? 0 : at % (text.length + 1);
          return text.slice(0, position) + (at % 3 ? added : "") + text.slice(position + removed);
        }, seed),
      )
      .filter((text) => !/\p{Surrogate}/u.test(text))
      // Zod takes fractions for the length of an IPv6 prefix.
      .filter((text) => !/\/\d*\.\d*$/.test(text))
  );
}

describe.skipIf(!terraformAvailable)("terraform enforces what zod checks", () => {
  const cases = checks.flatMap((check, index) => [
    ...check.good.map((value, at) => ({
      ...check,
      value,
      id: `good_${index}_${at}`,
      isGood: true,
    })),
    ...check.bad.map((value, at) => ({ ...check, value, id: `bad_${index}_${at}`, isGood: false })),
  ]);
  const found = refusals(
    cases.map(({ id, type, value }) => ({ declaration: declare(id, type), value })),
  );

  it.each(checks.map((check) => [check.name, check] as const))(
    "%s",
    (_, { name, type, good, bad, message }) => {
      for (const value of good) expect([value, isAccepted(type, value)]).toEqual([value, true]);
      for (const value of bad) expect([value, isAccepted(type, value)]).toEqual([value, false]);
      for (const { id, value, isGood } of cases.filter((one) => one.name === name)) {
        const said = (found.get(id) ?? []).map((text) => text.replaceAll(id, "x"));
        if (isGood) expect([value, said]).toEqual([value, []]);
        else expect([value, said]).toEqual([value, expect.arrayContaining([message])]);
      }
    },
  );

  it("refuses null for a variable that is not nullable", () => {
    const declaration = declare("x", z.string());
    expect(refusals([{ declaration, value: null }]).get("x")?.[0]).toContain(
      "may not be set to null",
    );
  });

  it("runs every rule on defaults, of attributes too", () => {
    const type = z.object({ port: z.int().min(1).default(80), name: z.string().min(2).optional() });
    const declaration = declare("x", type.prefault({}));
    expect(refusals([{ declaration }, { declaration: declare("y", z.url().optional()) }])).toEqual(
      new Map(),
    );
  });

  it("agrees with zod on texts near every string format", () => {
    const example = fc
      .constantFrom(...Object.keys(formats))
      .chain((name) =>
        fc.record({ name: fc.constant(name), value: near(formats[name]?.seeds ?? []) }),
      );
    fc.assert(
      fc.property(fc.array(example, { minLength: 800, maxLength: 1000 }), (examples) => {
        const formatted = examples.flatMap(({ name, value }, index) => {
          const format = formats[name];
          return format ? [{ name, value, ...format, id: `v${index}` }] : [];
        });
        const refused = refusals(
          formatted.map(({ id, type, value }) => ({ declaration: declare(id, type), value })),
        );
        const disagreements = formatted.filter(({ id, type, value, isLaxer }) => {
          const byTerraform = !refused.has(id);
          const byZod = isAccepted(type, value);
          return isLaxer ? byZod && !byTerraform : byZod !== byTerraform;
        });
        expect(disagreements.map(({ name, value }) => [name, value])).toEqual([]);
      }),
      { numRuns: 4, endOnFailure: true },
    );
  }, 60_000);
});
