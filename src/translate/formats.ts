import { matches } from "./patterns.ts";

/** A string format of zod in Terraform's words. */
interface Format {
  /** What follows "must": `be a UUID`. */
  readonly requirement: string;
  /** A condition better than zod's own pattern, or where zod has none that RE2 takes. */
  readonly condition?: (value: string) => string;
  /** A pattern in place of zod's own, where that one needs lookarounds or is laxer than the check. */
  readonly pattern?: RegExp;
}

/** Numbers with leading zeros, and IPv4 within IPv6, which Terraform's parser takes too. */
const notPlainIpv4 = String.raw`(^|[./])0\d|:`;
/** Leading zeros: a group of five digits, in a dotted ending (`::ffff:010.0.0.1`), or in the length of the prefix. */
const notPlainIpv6 = String.raw`[0-9a-fA-F]{5}|[:.]0\d+\.|\.0\d|/0\d`;
/** Labels of at most 63 letters, digits and inner dashes. */
const hostName =
  "^[a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?" +
  String.raw`(\.[a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*\.?$`;

/**
 * The string formats that want a condition, a pattern or a sentence of their own, by zod's name.
 *
 * All that zod accepts is accepted. Three are laxer than zod: `jwt` does not look into the header,
 * `credit_card` and `iban` compute no checksum. What comes from a spec was checked by zod before.
 */
export const formats: Readonly<Record<string, Format>> = {
  email: { requirement: "be an email address" },
  uuid: { requirement: "be a UUID" },
  guid: { requirement: "be a GUID" },
  nanoid: { requirement: "be a Nano ID" },
  cuid: { requirement: "be a CUID" },
  cuid2: { requirement: "be a CUID2" },
  ulid: { requirement: "be a ULID" },
  xid: { requirement: "be an XID" },
  ksuid: { requirement: "be a KSUID" },
  mac: { requirement: "be a MAC address" },
  ipv4: {
    requirement: "be an IPv4 address, such as 10.0.0.1",
    condition: (value) => `can(cidrnetmask("\${${value}}/32")) && !${matches(notPlainIpv4, value)}`,
  },
  ipv6: {
    requirement: "be an IPv6 address, such as 2001:db8::1",
    condition: (value) =>
      `can(cidrhost("\${${value}}/128", 0)) && !${matches(notPlainIpv6, value)}`,
  },
  cidrv4: {
    requirement: "be an IPv4 network in CIDR notation, such as 10.0.0.0/16",
    condition: (value) => `can(cidrnetmask(${value})) && !${matches(notPlainIpv4, value)}`,
  },
  cidrv6: {
    requirement: "be an IPv6 network in CIDR notation, such as 2001:db8::/32",
    condition: (value) =>
      `can(cidrhost(${value}, 0)) && strcontains(${value}, ":") && !${matches(notPlainIpv6, value)}`,
  },
  hostname: {
    requirement: "be a host name, such as db.example.com",
    condition: (value) => `length(trimsuffix(${value}, ".")) <= 253 && ${matches(hostName, value)}`,
  },
  base64: {
    requirement: "be Base64 text",
    pattern: /^(?:[0-9a-zA-Z+/]{4})*(?:[0-9a-zA-Z+/]{2}==|[0-9a-zA-Z+/]{3}=)?$/,
  },
  base64url: {
    requirement: "be Base64 text in the alphabet of URLs",
    pattern: /^(?:[A-Za-z0-9_-]{4})*(?:[A-Za-z0-9_-]{2,3})?$/,
  },
  hex: { requirement: "be hexadecimal digits" },
  e164: { requirement: "be a telephone number in E.164 form, such as +14155550100" },
  jwt: { requirement: "be a JSON Web Token", pattern: /^[^.]+\.[^.]*\.[^.]*$/ },
  credit_card: { requirement: "be a credit card number" },
  currency_code: { requirement: "be an ISO 4217 currency code, such as EUR" },
  iban: {
    requirement: "be an IBAN",
    pattern: /^[A-Z]{2}(?:0[2-9]|[1-8]\d|9[0-8])[A-Z0-9]{11,30}$/,
  },
  date: { requirement: "be a date, such as 2026-11-30" },
  time: { requirement: "be a time of day, such as 23:59:59" },
  datetime: { requirement: "be an ISO 8601 date and time, such as 2026-11-30T23:59:59Z" },
  duration: {
    requirement: "be an ISO 8601 duration, such as P1DT12H",
    pattern:
      /^(?!.*[PT]$)P(?:\d+W|(?:\d+Y)?(?:\d+M)?(?:\d+D)?(?:T(?:\d+H)?(?:\d+M)?(?:\d+(?:[.,]\d+)?S)?)?)$/,
  },
  lowercase: { requirement: "have no uppercase letter from A to Z" },
  uppercase: { requirement: "have no lowercase letter from a to z" },
};
