import { unescapeText } from "../quotedText.ts";
import type { Attribute, Block, Body, Expression, Range, Reference, Statement } from "./nodes.ts";

/** The first attribute of a name. */
export function attributeNamed({ attributes }: Body, name: string): Attribute | undefined {
  return attributes.find((attribute) => attribute.name === name);
}

export function nameRange({ start, name }: Attribute): Range {
  return { start, end: start + name.length };
}

/** A block's header: `resource "aws_vpc" "main"`. */
export function headerOf({ type, labels }: Block): string {
  return [type, ...labels.map(({ text }) => `"${text}"`)].join(" ");
}

/** Whether an attribute is there and says `true`. */
export function isTrue(body: Body, name: string): boolean {
  const tokens = attributeNamed(body, name)?.expression.tokens ?? [];
  return tokens.length === 1 && tokens[0]?.text === "true";
}

/** The text of a quoted string without template sequences. */
export function plainText({ tokens }: Expression): string | undefined {
  const [open, text, close] = tokens;
  if (open?.kind !== "openQuote") return undefined;
  if (tokens.length === 2 && text?.kind === "closeQuote") return "";
  const isPlain = tokens.length === 3 && close?.kind === "closeQuote";
  return isPlain && text?.kind === "quotedText" ? unescapeText(text.text) : undefined;
}

/** The reference that is the whole expression. */
export function wholeReference(expression: Expression): Reference | undefined {
  const [first] = expression.references;
  return first?.start === expression.start && first.end === expression.end ? first : undefined;
}

/** The variable that is the whole expression: `x` of `var.x`. */
export function wholeVariable(expression: Expression): string | undefined {
  const whole = wholeReference(expression);
  return whole?.root === "var" && whole.steps.length === 1 ? whole.steps[0]?.name : undefined;
}

/** All references of a statement, those of the blocks in it too, in the order of the text. */
export function referencesOf(statement: Statement): readonly Reference[] {
  return statement.kind === "block"
    ? statement.body.statements.flatMap(referencesOf)
    : statement.expression.references;
}
