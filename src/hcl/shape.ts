import { endOfLiteral, isSafeNumber, isSafeText } from "./literalTokens.ts";
import { tokenize } from "./tokenize.ts";
import { endsLine, type Token } from "./tokens.ts";

/** Stand for what the parser does not look into. No token of HCL begins with one of them. */
const anyValue = "\u0001";
const anyText = "\u0002";
const anyNumber = "\u0003";
const notTokens = "\u0004";

/**
 * A key that texts share only if all of them parse with `parseHcl`, or none: one parse for each shape
 * will do. It keeps names, operators, block labels and template sequences; it forgets what literals
 * say, comments, blanks and empty lines. A whole value made of literals (`[1, 2]`, `{ a = "b" }`) counts as
 * one literal, so environments that differ in values alone have one shape.
 *
 * A literal the parser would refuse (`"\q"`, `1..2`) stays in the key as it is, and text without tokens is
 * its own key. Texts of unlike shapes may parse alike.
 */
export function shape(text: string): string {
  const tokenized = tokenize(text);
  if (!tokenized.ok) return notTokens + text;
  const { tokens } = tokenized.value;
  let key = "";
  let last: Token | undefined;
  let isAfterNewline = true;
  let index = 0;
  while (index < tokens.length) {
    const token = tokens[index] as Token;
    if (endsLine(token)) {
      key += isAfterNewline ? "" : "\n";
      isAfterNewline = true;
      last = token;
      index += 1;
      continue;
    }
    if (token.kind === "comment") {
      index += 1;
      continue;
    }
    isAfterNewline = false;
    const end = last !== undefined && beginsValue(last) ? endOfLiteral(tokens, index) : -1;
    if (end !== -1 && endsValue(tokens, end)) {
      key += anyValue;
      last = tokens[end - 1];
      index = end;
      continue;
    }
    key += `${keyOf(token, last, tokens[index - 2])} `;
    last = token;
    index += 1;
  }
  return key;
}

/** Whether a term of an expression comes after the token. (`[` may be an index, so it is not one.) */
function beginsValue(token: Token): boolean {
  return token.kind === "=" || token.kind === "(" || token.kind === "," || token.kind === ":";
}

/** Whether nothing follows that would make what stands before a part of a longer expression. */
function endsValue(tokens: readonly Token[], end: number): boolean {
  let index = end;
  while (tokens[index]?.kind === "comment" && !endsLine(tokens[index] as Token)) {
    index += 1;
  }
  switch (tokens[index]?.kind) {
    case undefined:
    case "newline":
    case "comment":
    case ",":
    case ")":
    case "]":
    case "}":
      return true;
    default:
      return false;
  }
}

function keyOf(token: Token, last: Token | undefined, secondLast: Token | undefined): string {
  switch (token.kind) {
    case "number":
      // After a dot it is an index in the old style: `a.0` parses, `a.0.1` (one number, "0.1") does not.
      return last?.kind !== "." && isSafeNumber(token) ? anyNumber : token.text;
    case "quotedText":
      return isSafeText(token) && !(last?.kind === "openQuote" && beginsLabel(secondLast))
        ? anyText
        : JSON.stringify(token.text);
    case "heredocText":
      return anyText;
    case "openHeredoc":
      return "<<";
    case "closeHeredoc":
      return ">>";
    default:
      return token.text;
  }
}

/** Whether a string after the token may be a block's label. The parser compares labels. */
function beginsLabel(token: Token | undefined): boolean {
  return token?.kind === "identifier" || token?.kind === "closeQuote" || token?.kind === "comment";
}
