import { describe, expect, it } from "vitest";
import * as z from "zod";
import type { Value } from "../../src/model/value.ts";
import { terraformAvailable } from "../support/programs.ts";
import { declare, isAccepted } from "./judgements.ts";
import { refusals } from "./refusals.ts";

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
    message: 'The value of x must start with "${\\"%{".',
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
    type: z.array(z.number().multipleOf(0.1)),
    message: "Every value of x[*] must be a multiple of 0.1.",
    good: [Array.from({ length: 100 }, (_, tenths) => Number((tenths / 10).toFixed(1))), [-4.3]],
    bad: [[0.05], [0.1, 0.3001], [-0.25]],
  },
  {
    name: "64 bits",
    type: z.int64(),
    message: "The value of x must be between -9223372036854775808 and 9223372036854775807.",
    good: [5, 9223372036854775807n, -9223372036854775808n],
    bad: [9223372036854775808n, -9223372036854775809n],
  },
  {
    name: "IPv6 address",
    type: z.ipv6(),
    message: "The value of x must be an IPv6 address, such as 2001:db8::1.",
    good: ["2001:db8::1", "::", "1:2:3:4:5:6:7:8"],
    // Terraform's parser takes any number of leading zeros.
    bad: ["02001:db8::1", "1:2:3:4:5:6:7:00008", "::ffff:010.0.0.1"],
  },
  {
    name: "IPv6 network",
    type: z.cidrv6(),
    message: "The value of x must be an IPv6 network in CIDR notation, such as 2001:db8::/32.",
    good: ["2001:db8::/32", "::/0"],
    bad: ["02001:db8::/32", "fe80::/010", "10.0.0.0/8"],
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
});
