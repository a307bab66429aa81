import { clauseOf, type Reason } from "./entry.ts";

/** What Terraform cannot express, and what to write instead, without full stops. */
interface Words {
  readonly message: string;
  readonly advice: string;
}

const anything = {
  advice: "Write the type that the value has, such as z.string() or z.object({ ... })",
};
const notData = { advice: "Write the type of a value that YAML can hold, such as z.string()" };
const changesValue = {
  advice:
    "Write the type of the value as Terraform is to see it, and compute what follows from it in Terraform",
};

/** The zod types without a counterpart in Terraform, by zod's name. */
const zodTypes: Readonly<Record<string, Words>> = {
  any: { message: "z.any() would be Terraform's any, which checks nothing", ...anything },
  unknown: { message: "z.unknown() would be Terraform's any, which checks nothing", ...anything },
  never: { message: "z.never() has no value", advice: "Drop the variable or attribute" },
  void: { message: "z.void() has no value", advice: "Drop the variable or attribute" },
  undefined: { message: "z.undefined() has no value", advice: "Drop the variable or attribute" },
  null: {
    message: "z.null() has null alone as its value, and Terraform has no such type",
    advice: "Write the type that a value has when it is not null, with .nullable()",
  },
  nan: { message: "z.nan() is not a number that HCL can write", ...notData },
  symbol: { message: "A symbol is not a value that HCL can write", ...notData },
  date: {
    message: "Terraform has no type for dates",
    advice: "Write z.iso.datetime() or z.iso.date(): dates are strings to Terraform",
  },
  file: {
    message: "Terraform has no type for files",
    advice: "Write z.string() for the file's path or its content",
  },
  function: { message: "Terraform has no type for functions", ...notData },
  promise: { message: "Terraform has no type for promises", ...notData },
  map: {
    message: "A JavaScript Map is not what YAML's maps are read as",
    advice: "Write z.record(z.string(), ...)",
  },
  custom: {
    message: "z.custom() and z.instanceof() do not say which type a value has",
    advice: "Write the type that the value has, with the check in .refine()",
  },
  intersection: {
    message: "Terraform has no intersection of types",
    advice: "Write one object with all attributes: z.object({ ...first.shape, ...second.shape })",
  },
  transform: {
    message: "A transform changes the value, and Terraform would see what was written",
    ...changesValue,
  },
  success: {
    message:
      "z.success() turns the value into true or false, and Terraform would see what was written",
    ...changesValue,
  },
  catch: {
    message:
      ".catch() puts another value in place of a wrong one, and Terraform would refuse the wrong one",
    advice: "Drop .catch(), or write .default() for a value that is left out",
  },
};

const valueFaults = {
  "lone-surrogate": "has half of a character (a lone surrogate), which HCL cannot write",
  "not-normalized": "is not in Unicode's form NFC, and Terraform would change it",
  "not-finite": "is not finite, and HCL has no such number",
  "too-many-digits": "has more digits than Terraform holds",
} as const;

/** Why Terraform has no such type. */
const inexpressibleTypes = {
  "zod-type": ({ type }: { type: string }) =>
    zodTypes[type] ?? {
      message: `Terraform has no counterpart of zod's type "${type}"`,
      advice: "Write a type that Terraform has, such as z.string() or z.object({ ... })",
    },
  value: ({ shown, fault }: { shown: string; fault: keyof typeof valueFaults }) => ({
    message: `${shown} ${valueFaults[fault]}`,
    advice: "Write a value that Terraform holds exactly",
  }),
  pattern: (refused: { pattern: string; reason: string; suggestion: string }) => ({
    message: `The pattern ${refused.pattern} ${refused.reason}, which Terraform's regex() cannot do`,
    advice: refused.suggestion,
  }),
  "no-values": {
    message:
      "Only null or undefined fits the type, and Terraform has no type that has no other value",
    advice: "Write a type with values, or drop the variable",
  },
  "kinds-of-values": ({ kinds }: { kinds: readonly string[] }) => ({
    message: `The allowed values are of several kinds (${kinds.join(", ")}), and Terraform would convert them to one`,
    advice: "Write values of one kind, such as strings alone",
  }),
  recursive: {
    message: "The type contains itself, and a Terraform type has a fixed depth",
    advice: "Write out as many levels as there are, or pass the value as JSON text in a z.string()",
  },
  "object-union": ({ discriminator }: { discriminator: string }) => ({
    message: "Terraform has no union of objects",
    advice: `Write one z.object() in which "${discriminator}" is a z.enum() and what only some of the objects have is .optional()`,
  }),
  "type-union": ({ kinds }: { kinds: readonly string[] }) => ({
    message: `Terraform has no union of types (here: ${kinds.join(", ")})`,
    advice:
      "Write one type; for values of several shapes, one z.object() with .optional() attributes",
  }),
  "changing-pipe": {
    message:
      "A transform, codec or preprocess changes the value, and Terraform would see what was written",
    advice:
      "Write the type of the value as Terraform is to see it, and compute what follows from it in Terraform",
  },
  "checking-pipe": {
    message: "A .pipe() has two types, and a Terraform variable one",
    advice: "Write one type with the checks of both",
  },
  coerce: {
    message: "z.coerce changes the value, and Terraform would see what was written",
    advice: "Write the type without coerce, and the values of that type in the specs",
  },
  overwrite: {
    message:
      "A check that rewrites the value (.trim(), .toLowerCase(), .normalize(), .overwrite()) hides from Terraform what was written",
    advice: "Demand the form instead, such as .lowercase() or .regex(/^\\S.*\\S$/)",
  },
  property: {
    message: "Terraform has no counterpart of z.property()",
    advice:
      "Give the attribute its checks in z.object(), or check it in .refine(), which zod alone runs",
  },
  normalize: {
    message:
      "z.url({ normalize: true }) changes the value, and Terraform would see what was written",
    advice: "Drop normalize, and write the URL as it should be",
  },
  "loose-object": {
    message: "The object takes attributes that it does not name, and Terraform would drop them",
    advice:
      "Write z.strictObject() with all attributes, or z.record() for a map of values of one type",
  },
  "attribute-name": ({ name }: { name: string }) => ({
    message: `"${name}" is not a valid attribute name in Terraform`,
    advice: "Rename it to letters, digits and underscores, or write z.record()",
  }),
  "null-and-default": {
    message:
      "The attribute can be null and has a default, and Terraform replaces null with the default",
    advice: "Drop .nullable() or the default",
  },
  "tuple-rest": {
    message: "A tuple with a rest has any length, and Terraform's tuple has a fixed one",
    advice: "Write z.array() with elements of one type",
  },
  "loose-record": {
    message:
      "z.looseRecord() lets values of other keys be anything, and a Terraform map has one type of value",
    advice: "Write z.record()",
  },
  "record-keys": ({ keys }: { keys: string }) => ({
    message: `Its keys are of type ${keys}, and the keys of a Terraform map are strings`,
    advice: "Write z.record(z.string(), ...), with a .regex() for the form of the keys",
  }),
  "optional-element": {
    message: "An element can be left out, and in Terraform only an attribute of an object can",
    advice: "Drop .optional() or the default, or write .nullable()",
  },
  "default-type": {
    message: "The default is not a value of the type",
    advice: "Write a default that passes the type's own checks, or drop it",
  },
  "default-no-data": {
    message: "The default is not data that HCL can write",
    advice: "Write a default of plain data",
  },
  "default-refused": {
    message: "The default does not pass the type's own checks, and Terraform would refuse it",
    advice: "Write a default that passes the checks, or drop it",
  },
};

/** Why Terraform has no such type, as data. */
export type InexpressibleType = Reason<typeof inexpressibleTypes>;

/** Why Terraform has no such type, and what to write instead. */
export function inexpressibleType(why: InexpressibleType): Words {
  return clauseOf(inexpressibleTypes, why);
}
