import { didYouMean, lowerFirst } from "../phrases.ts";
import { clauseOf, type MessageText, type Near, type Reason } from "./entry.ts";

const named = (name: string) => `${/^[aeiou]/i.test(name) ? "an" : "a"} ${name}`;

/** Of what may be shown, the text of YAML or JSON; of a string that may not, how long it is. */
const scalar =
  (kind: string) =>
  ({ text, length }: { text?: string; length?: number }) => {
    if (text !== undefined) return `the ${kind} ${text}`;
    return length === undefined ? named(kind) : `${named(kind)} of ${length} characters`;
  };

/** A value in a few words. */
const foundThings = {
  null: "null",
  string: scalar("string"),
  number: scalar("number"),
  boolean: scalar("boolean"),
  bool: "a bool",
  list: "a list",
  set: "a set",
  tuple: "a tuple",
  map: "a map",
  object: "an object",
};

/** What a value is, as data. */
export type Found = Reason<typeof foundThings>;

/** What a value is, in words. */
export function foundText(found: Found): string {
  return clauseOf(foundThings, found);
}

type Attribute = { readonly attribute: string };

/** Why a value does not fit a type, and what to do about it. */
const misfits = {
  type: ({ expected, found }: { expected: string; found: Found }) => ({
    message: `expected ${expected === "null" ? expected : named(expected)}, found ${foundText(found)}`,
    advice:
      expected === "string" && (found.kind === "number" || found.kind === "boolean") && found.text
        ? `In quotes it is a string: ${JSON.stringify(found.text)}`
        : undefined,
  }),
  /** The text may be a secret. */
  text: ({ expected }: { expected: string }) => `the text is no ${expected}`,
  length: ({ expected, found }: { expected: number; found: number }) =>
    `expected ${expected} elements, found ${found}`,
  missing: ({ attribute }: Attribute) => `the attribute "${attribute}" is missing`,
  "unknown-attribute": ({ attribute }: Attribute) =>
    `"${attribute}" is not an attribute of this object`,
  "none-of": (value: { allowed: readonly string[]; found: Found } & Near) => ({
    message: `expected one of ${value.allowed.join(", ")}, found ${foundText(value.found)}`,
    advice: didYouMean(value.suggestion),
  }),
  "loses-digits": ({ number }: { number: string }) =>
    `the number ${number} is past 2^53 and would lose digits; z.bigint() in the schema keeps them`,
  /** The words of zod, or of the schema. */
  rule: ({ message, found }: { message: string; found: Found }) =>
    `${lowerFirst(message)}, found ${foundText(found)}`,
  key: ({ messages }: { messages: readonly string[] }) =>
    `the key does not fit: ${messages.map(lowerFirst).join("; ")}`,
  "lost-key": ({ key }: { key: string }) => `the key "${key}" would be lost`,
  "not-data": ({ made }: { made: string }) =>
    `its type turns it into ${named(made)}, which is not plain data`,
  "not-data-keys":
    "its type turns it into a Map whose keys are not strings, which is not plain data",
  pattern: ({ pattern }: { pattern: string }) =>
    `Terraform counts a character past U+FFFF as one, and does not match ${pattern}; give the pattern the flag u`,
  multiple: ({ divisor }: { divisor: string }) =>
    `it is not a multiple of ${divisor} to its last digit, and Terraform refuses it`,
  required: "a value is required",
  other: "it is something else",
  /** What follows tells nothing of a value that is sensitive. */
  hidden: "it does not fit its type (why is not shown, for it is sensitive)",
  "hidden-value": ({ found }: { found: Found }) =>
    `it does not fit its type, found ${foundText(found)}`,
  "hidden-key": "a key in it does not fit",
  "hidden-refused": "Terraform would refuse it",
};

/** Why a value does not fit a type, as data. */
export type Misfit = Reason<typeof misfits> & {
  /** Where in the value: `[1].port`. */
  readonly place?: string;
};

/** Why a value does not fit a type, in words. */
export function misfitWords(misfit: Misfit): Exclude<MessageText, string> {
  const words: MessageText = clauseOf(misfits, misfit);
  return typeof words === "string" ? { message: words } : words;
}

/** The same as a clause, after the place in the value that is so named. */
export function misfitText(misfits: readonly Misfit[], name = ""): string {
  return misfits
    .map((misfit) => {
      const place = `${name}${misfit.place ?? ""}`.replace(/^\./, "");
      return `${place && `${place}: `}${misfitWords(misfit).message}`;
    })
    .join("; ");
}
