import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { terraformAvailable } from "../support/programs.ts";
import { declare, isAccepted } from "./judgements.ts";
import { refusals } from "./refusals.ts";

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
    seeds: [
      "2001:db8::1",
      "::",
      "::ffff:10.0.0.1",
      "1:2:3:4:5:6:7:8",
      "::ffff:010.0.0.1",
      "02001:db8::1",
    ],
  },
  cidrv4: {
    type: z.cidrv4(),
    seeds: ["10.0.0.0/16", "0.0.0.0/0", "10.0.0.1/32", "10.0.0.0/08", "::ffff:1.2.3.4/120"],
  },
  cidrv6: {
    type: z.cidrv6(),
    seeds: [
      "2001:db8::/32",
      "::/0",
      "::1/128",
      "::ffff:1.2.3.4/120",
      "fe80::/010",
      "02001:db8::/32",
    ],
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

describe.skipIf(!terraformAvailable)("terraform enforces zod's string formats", () => {
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
