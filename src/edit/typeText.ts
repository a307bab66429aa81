import { diagnostic } from "../diagnostics/diagnostic.ts";
import type { WrongAnswer } from "../diagnostics/messages/wrongAnswers.ts";
import { type Failure, failure, type Result, success } from "../model/result.ts";
import { expressionFault } from "../schemaSource/expressionFault.ts";

/** Writes a type into a schema's file, given what the file calls zod. */
export type TypeWriter = (zod: string) => string;

const scalars: Readonly<Record<string, string>> = {
  string: "string()",
  number: "number()",
  int: "int()",
  bool: "boolean()",
  boolean: "boolean()",
  url: "url()",
  email: "email()",
  hostname: "hostname()",
  ipv4: "ipv4()",
  ipv6: "ipv6()",
  cidr: "cidrv4()",
  uuid: "uuid()",
};

const containers = ["list", "set", "map", "enum"];

/** The short names, as help and questions list them. */
export const shortTypes: readonly string[] = [
  ...Object.keys(scalars).filter((name) => name !== "boolean"),
  "list(string)",
  "set(string)",
  "map(number)",
  "enum(debug, info)",
];

/**
 * Reads a type from the command line: a short name in Terraform's words, such as `url` or `list(string)`,
 * or any zod expression, such as `z.int().min(1)`.
 *
 * @param names names of the schema's file, which an expression may use
 */
export async function typeText(
  text: string,
  names: readonly string[],
): Promise<Result<TypeWriter>> {
  const trimmed = text.trim();
  const short = readShort(trimmed);
  if (short) return success(short);
  const fault = await expressionFault(trimmed);
  if (fault) return wrong({ kind: "type", text: trimmed, fault, short: shortTypes });
  const [, head = ""] = /^([\w$]+)/.exec(trimmed) ?? [];
  if (!/^z\b/.test(trimmed) && !names.includes(head)) {
    const known = [...Object.keys(scalars), ...containers, ...names];
    return wrong({ kind: "unknown-type", name: head, known, short: shortTypes });
  }
  const hasOwnZ = names.includes("z");
  return success((zod: string) =>
    hasOwnZ ? trimmed : trimmed.replace(/(?<![\w$.])z\./g, () => `${zod}.`),
  );
}

function wrong(reason: WrongAnswer): Failure {
  return failure(diagnostic("answer-wrong", { option: "--type", reason }));
}

function readShort(text: string): TypeWriter | undefined {
  const scalar = Object.hasOwn(scalars, text) ? scalars[text] : undefined;
  if (scalar !== undefined) return (zod) => `${zod}.${scalar}`;
  const [, container = "", inside = ""] =
    /^(list|set|map|enum)\(\s*([\s\S]*?)\s*\)$/.exec(text) ?? [];
  if (container === "") return undefined;
  if (container === "enum") {
    const choices = inside
      .split(",")
      .map((choice) => choice.trim().replace(/^(["'])(.*)\1$/, "$2"));
    if (choices.some((choice) => choice === "")) return undefined;
    return (zod) => `${zod}.enum([${choices.map((choice) => JSON.stringify(choice)).join(", ")}])`;
  }
  const element = readShort(inside);
  if (!element) return undefined;
  return (zod) => {
    const inner = element(zod);
    if (container === "list") return `${zod}.array(${inner})`;
    return container === "set"
      ? `${zod}.set(${inner})`
      : `${zod}.record(${zod}.string(), ${inner})`;
  };
}
