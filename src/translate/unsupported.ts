import type { $ZodTypes } from "zod/v4/core";

type ZodKind = $ZodTypes["_zod"]["def"]["type"];

/** What Terraform cannot express, and what to write instead. */
interface Unsupported {
  readonly reason: string;
  readonly suggestion: string;
}

const anything = {
  suggestion: "Write the type that the value has, such as z.string() or z.object({ ... })",
};
const notData = { suggestion: "Write the type of a value that YAML can hold, such as z.string()" };
const changesValue = {
  suggestion:
    "Write the type of the value as Terraform is to see it, and compute what follows from it in Terraform",
};

/** The zod types without a counterpart in Terraform, by zod's name. */
export const unsupported: Readonly<Partial<Record<ZodKind, Unsupported>>> = {
  any: { reason: "z.any() would be Terraform's any, which checks nothing", ...anything },
  unknown: { reason: "z.unknown() would be Terraform's any, which checks nothing", ...anything },
  never: { reason: "z.never() has no value", suggestion: "Drop the variable or attribute" },
  void: { reason: "z.void() has no value", suggestion: "Drop the variable or attribute" },
  undefined: { reason: "z.undefined() has no value", suggestion: "Drop the variable or attribute" },
  null: {
    reason: "z.null() has null alone as its value, and Terraform has no such type",
    suggestion: "Write the type that a value has when it is not null, with .nullable()",
  },
  nan: { reason: "z.nan() is no number that HCL can write", ...notData },
  symbol: { reason: "A symbol is no value that HCL can write", ...notData },
  date: {
    reason: "Terraform has no type for dates",
    suggestion: "Write z.iso.datetime() or z.iso.date(): dates are strings to Terraform",
  },
  file: {
    reason: "Terraform has no type for files",
    suggestion: "Write z.string() for the file's path or its content",
  },
  function: { reason: "Terraform has no type for functions", ...notData },
  promise: { reason: "Terraform has no type for promises", ...notData },
  map: {
    reason: "A JavaScript Map is not what YAML's maps are read as",
    suggestion: "Write z.record(z.string(), ...)",
  },
  custom: {
    reason: "z.custom() and z.instanceof() do not say which type a value has",
    suggestion: "Write the type that the value has, with the check in .refine()",
  },
  intersection: {
    reason: "Terraform has no intersection of types",
    suggestion:
      "Write one object with all attributes: z.object({ ...first.shape, ...second.shape })",
  },
  transform: {
    reason: "A transform changes the value, and Terraform would see what was written",
    ...changesValue,
  },
  success: {
    reason:
      "z.success() turns the value into true or false, and Terraform would see what was written",
    ...changesValue,
  },
  catch: {
    reason:
      ".catch() puts another value in place of a wrong one, and Terraform would refuse the wrong one",
    suggestion: "Drop .catch(), or write .default() for a value that is left out",
  },
};
