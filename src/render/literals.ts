import type { TemplateMistake } from "../diagnostics/messages/templateMistakes.ts";
import { literal, quotedLiteral } from "../hcl/literal.ts";
import type { FileKind } from "../model/rendered.ts";
import { failure, type Result, success } from "../model/result.ts";
import type { Value } from "../model/value.ts";
import { Expression, type TemplateData } from "../template/expression.ts";
import { escaped } from "../text/safeText.ts";

/** What `{{x}}` writes in a kind of file: a literal of HCL, JSON or YAML, or plain text. */
export function literalWriter(
  kind: FileKind,
): (value: TemplateData) => Result<string, TemplateMistake> {
  switch (kind) {
    case "hcl":
      // Not a heredoc: no comma, no bracket could follow it on its line.
      return (value) =>
        typeof value === "string" ? success(quotedLiteral(value)) : withPlainData(value, literal);
    case "json":
      return (value) => withPlainData(value, jsonLiteral);
    case "yaml":
      return (value) => withPlainData(value, yamlLiteral);
    case "text":
      return (value) =>
        typeof value === "object" && value !== null
          ? withPlainData(value, jsonLiteral)
          : value === null
            ? failure({ kind: "null-text" })
            : success(String(value));
  }
}

function withPlainData(
  value: TemplateData,
  write: (value: Value) => string,
): Result<string, TemplateMistake> {
  return isPlain(value) ? success(write(value)) : failure({ kind: "no-literal" });
}

function isPlain(value: TemplateData): value is Value {
  if (typeof value !== "object" || value === null) return true;
  if (value instanceof Expression) return false;
  return Object.values(value).every(isPlain);
}

/** JSON, with integers past 2^53 as they are. */
export function jsonLiteral(value: Value): string {
  return jsonWith(value, jsonText, (key) => `${jsonText(key)}:`);
}

/** JSON, but for what YAML reads otherwise or refuses. */
function yamlLiteral(value: Value): string {
  return jsonWith(value, yamlText, (key) => {
    const text = yamlText(key);
    return text.length > longestKey ? `? ${text} :` : `${text}:`;
  });
}

/** A longer one has to be announced as a key: the specification says 1,024. */
const longestKey = 1_000;

/** In quotes, too, Terraform's `yamldecode` takes a key of this text for a merge. */
function yamlText(text: string): string {
  return text === "<<" ? '!!str "<<"' : jsonText(text);
}

function jsonWith(
  value: Value,
  textOf: (text: string) => string,
  keyOf: (key: string) => string,
): string {
  const write = (value: Value): string => {
    if (typeof value === "bigint") return String(value);
    if (typeof value === "string") return textOf(value);
    if (typeof value !== "object" || value === null) return JSON.stringify(value);
    if (Array.isArray(value)) return `[${value.map(write).join(", ")}]`;
    const members = Object.entries(value).map(([key, member]) => `${keyOf(key)} ${write(member)}`);
    return `{${members.join(", ")}}`;
  };
  return write(value);
}

/** What JSON may hold as it is, and YAML and Terraform's `yamldecode` read otherwise or refuse. */
const misread = /[\u007F-\u009F\u2028\u2029\uFEFF\uFFFE\uFFFF]/g;

/** Marks that join what stands before them to one character: after an escape, Terraform's `jsondecode` no longer sees it. */
const joined = /(\\(?:u[0-9a-f]{4}|.))([\p{M}\u200D]+)/gu;

/** A text as JSON that YAML reads as the same text, and Terraform both as JSON and as YAML. */
function jsonText(text: string): string {
  return JSON.stringify(text)
    .replace(misread, escaped)
    .replace(
      joined,
      (_, before: string, marks: string) => before + marks.replace(/[\s\S]/g, escaped),
    );
}
