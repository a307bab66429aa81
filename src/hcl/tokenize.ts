import { failure, type Result, success } from "../model/result.ts";
import { codeToken } from "./codeToken.ts";
import { endOfHeredocText, endOfMarkerLine, endOfQuotedText } from "./templateText.ts";
import { faultAt, type SyntaxFault, type Token, type TokenKind } from "./tokens.ts";

/** The tokens of a text and the blanks after the last one. */
export interface Tokens {
  readonly tokens: Token[];
  readonly trailingSpaces: number;
}

/** A template being read: a quoted string, or a heredoc with its end marker. */
interface Template {
  readonly marker: string | undefined;
  readonly start: number;
  /** Braces open inside the `${ }` or `%{ }` being read; `inText` while its text is read. */
  braces: number;
}

const inText = -1;

const byteOrderMark = "\ufeff";
const heredocPattern = /<<-?([\p{ID_Start}_][\p{ID_Continue}-]*)\r?\n/uy;

/**
 * Splits HCL native syntax into tokens, comments and newlines included, so that the tokens and
 * the blanks before them are the whole text. Two facts of HCL's own scanner show: a byte order mark
 * counts as three blanks, a tab as one. A run of literal text in a template is one token.
 *
 * The problem is the first place that is no token. Text can have tokens and still not parse: brackets, for instance, are not matched here.
 *
 * @see https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md#lexical-elements
 */
export function tokenize(text: string): Result<Tokens, SyntaxFault> {
  const tokens: Token[] = [];
  const templates: Template[] = [];
  let template: Template | undefined;
  let position = text.startsWith(byteOrderMark) ? 1 : 0;
  let spaces = position * 3;

  const push = (kind: TokenKind, end: number): undefined => {
    tokens.push({ kind, text: text.slice(position, end), spaces });
    spaces = 0;
    position = end;
  };
  const enter = (marker?: string): void => {
    template = { marker, start: position, braces: inText };
    templates.push(template);
  };
  const leave = (): void => {
    templates.pop();
    template = templates.at(-1);
  };

  const readCode = (): SyntaxFault | undefined => {
    switch (text[position]) {
      case " ":
      case "\t":
        spaces += 1;
        position += 1;
        return undefined;
      case '"':
        enter();
        return push("openQuote", position + 1);
      case "{":
        if (template !== undefined) {
          template.braces += 1;
        }
        return push("{", position + 1);
      case "}":
        if (template !== undefined) {
          template.braces -= 1;
        }
        return push(template?.braces === inText ? "closeTemplate" : "}", position + 1);
      case "~":
        if (template?.braces === 0 && text[position + 1] === "}") {
          template.braces = inText;
          return push("closeTemplate", position + 2);
        }
        break;
      case "<": {
        heredocPattern.lastIndex = position;
        const marker = heredocPattern.exec(text)?.[1];
        if (marker !== undefined) {
          enter(marker);
          return push("openHeredoc", heredocPattern.lastIndex);
        }
      }
    }
    const token = codeToken(text, position);
    if (token === undefined) {
      const shown = JSON.stringify(String.fromCodePoint(text.codePointAt(position) ?? 0));
      return faultAt(text, position, `The character ${shown} is not valid here.`);
    }
    return token.end === -1
      ? faultAt(text, position, "The comment is not closed.")
      : push(token.kind, token.end);
  };

  const readTemplate = ({ marker, start }: Template): SyntaxFault | undefined => {
    const sign = text[position];
    if ((sign === "$" || sign === "%") && text[position + 1] === "{") {
      (template as Template).braces = 0;
      const end = position + (text[position + 2] === "~" ? 3 : 2);
      return push(sign === "$" ? "interpolation" : "directive", end);
    }
    if (marker === undefined) {
      if (sign === '"') {
        leave();
        return push("closeQuote", position + 1);
      }
      const end = endOfQuotedText(text, position);
      return end === -1 ? unclosed(text, start, marker) : push("quotedText", end);
    }
    // Only a whole line can be the end marker, so not what follows a template sequence.
    const isLineStart = tokens.at(-1)?.kind !== "closeTemplate";
    const lineEnd = isLineStart ? endOfMarkerLine(text, position, marker) : -1;
    if (lineEnd !== -1) {
      leave();
      push("closeHeredoc", text[lineEnd - 1] === "\r" ? lineEnd - 1 : lineEnd);
      return push("newline", lineEnd + 1);
    }
    const end = endOfHeredocText(text, position, marker);
    return end === -1 ? unclosed(text, start, marker) : push("heredocText", end);
  };

  while (position < text.length) {
    const fault =
      template !== undefined && template.braces === inText ? readTemplate(template) : readCode();
    if (fault !== undefined) return failure(fault);
  }
  const open = templates[0];
  return open === undefined
    ? success({ tokens, trailingSpaces: spaces })
    : failure(unclosed(text, open.start, open.marker));
}

function unclosed(text: string, start: number, marker: string | undefined): SyntaxFault {
  return faultAt(
    text,
    start,
    marker === undefined
      ? "The string is not closed on its line."
      : `The heredoc's end marker ${marker} is missing; it wants a line of its own.`,
  );
}
