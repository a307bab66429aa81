import { endOfHeredocText, endOfMarkerLine, endOfQuotedText } from "./templateText.ts";
import type { Punctuation, SyntaxFault, Token, TokenKind } from "./tokens.ts";

/** The tokens of a text and the blanks after the last one, or the first place that is no token. */
export type Tokenized =
  | { readonly tokens: Token[]; readonly trailingSpaces: number }
  | { readonly error: SyntaxFault };

/** A template being read: a quoted string, or a heredoc with its end marker. */
interface Template {
  readonly marker: string | undefined;
  readonly start: number;
  /** Braces open inside the `${ }` or `%{ }` being read; `inText` while its text is read. */
  braces: number;
}

const inText = -1;

const identifierPattern = /[\p{ID_Start}_][\p{ID_Continue}-]*/uy;
const numberPattern = /[0-9](?:[0-9.]|[eE][+-]?[0-9])*/y;
const heredocPattern = /<<-?([\p{ID_Start}_][\p{ID_Continue}-]*)\r?\n/uy;

const operators: readonly Punctuation[] = [
  ...(["==", "=>", "!=", ">=", "<=", "&&", "||", "::"] as const),
  ...([
    "[",
    "]",
    "(",
    ")",
    ".",
    ",",
    "*",
    "/",
    "%",
    "+",
    "-",
    "=",
    "<",
    ">",
    "!",
    "?",
    ":",
  ] as const),
];

/** Operators by first character, longer ones first. */
const operatorsByCode: Punctuation[][] = [];
for (const operator of operators) {
  const code = operator.charCodeAt(0);
  operatorsByCode[code] = [...(operatorsByCode[code] ?? []), operator];
}

/**
 * Splits HCL native syntax into tokens, comments and newlines included, so that the tokens and
 * the blanks before them are the whole text. Two facts of HCL's own scanner show: a byte order mark
 * counts as three blanks, a tab as one. A run of literal text in a template is one token.
 *
 * Text can have tokens and still not parse: brackets, for instance, are not matched here.
 *
 * @see https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md#lexical-elements
 */
export function tokenize(text: string): Tokenized {
  const tokens: Token[] = [];
  const templates: Template[] = [];
  let template: Template | undefined;
  let position = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  let spaces = position * 3;

  const push = (kind: TokenKind, end: number): void => {
    tokens.push({ kind, text: text.slice(position, end), spaces });
    spaces = 0;
    position = end;
  };
  const openTemplate = (
    kind: "openQuote" | "openHeredoc",
    marker: string | undefined,
    end: number,
  ) => {
    template = { marker, start: position, braces: inText };
    templates.push(template);
    push(kind, end);
  };
  const closeTemplate = (): void => {
    templates.pop();
    template = templates[templates.length - 1];
  };

  while (position < text.length) {
    const code = text.charCodeAt(position);

    if (template !== undefined && template.braces === inText) {
      const next = text.charCodeAt(position + 1);
      if ((code === 0x24 || code === 0x25) && next === 0x7b) {
        const trims = text.charCodeAt(position + 2) === 0x7e;
        template.braces = 0;
        push(code === 0x24 ? "interpolation" : "directive", position + (trims ? 3 : 2));
      } else if (template.marker === undefined) {
        if (code === 0x22) {
          closeTemplate();
          push("closeQuote", position + 1);
        } else {
          const end = endOfQuotedText(text, position);
          const stop = text.charCodeAt(end);
          if (end >= text.length || stop === 0x0a || stop === 0x0d) {
            return unclosed(text, template);
          }
          push("quotedText", end);
        }
      } else {
        // Only a whole line can be the end marker, so not what follows a template sequence.
        const last = tokens[tokens.length - 1]?.kind;
        const lineEnd =
          last === "closeTemplate" ? -1 : endOfMarkerLine(text, position, template.marker);
        if (lineEnd !== -1) {
          closeTemplate();
          push("closeHeredoc", text.charCodeAt(lineEnd - 1) === 0x0d ? lineEnd - 1 : lineEnd);
          push("newline", lineEnd + 1);
        } else {
          const end = endOfHeredocText(text, position, template.marker);
          if (end >= text.length || text.charCodeAt(end) === 0x0d) {
            return unclosed(text, template);
          }
          push("heredocText", end);
        }
      }
      continue;
    }

    if (code === 0x20 || code === 0x09) {
      spaces += 1;
      position += 1;
    } else if (startsIdentifier(text, position)) {
      push("identifier", endOfIdentifier(text, position));
    } else if (isDigit(code)) {
      push("number", endOfNumber(text, position));
    } else if (code === 0x0a) {
      push("newline", position + 1);
    } else if (code === 0x22) {
      openTemplate("openQuote", undefined, position + 1);
    } else if (code === 0x7b) {
      if (template !== undefined) {
        template.braces += 1;
      }
      push("{", position + 1);
    } else if (code === 0x7d) {
      if (template !== undefined) {
        template.braces -= 1;
      }
      push(template?.braces === inText ? "closeTemplate" : "}", position + 1);
    } else if (code === 0x7e && template?.braces === 0 && text.startsWith("~}", position)) {
      template.braces = inText;
      push("closeTemplate", position + 2);
    } else if (code === 0x23 || text.startsWith("//", position)) {
      const end = text.indexOf("\n", position);
      push("comment", end === -1 ? text.length : end + 1);
    } else if (text.startsWith("/*", position)) {
      const end = text.indexOf("*/", position + 2);
      if (end === -1) {
        return { error: fault(text, position, "The comment is not closed.") };
      }
      push("comment", end + 2);
    } else if (text.startsWith("\r\n", position)) {
      push("newline", position + 2);
    } else if (text.startsWith("...", position)) {
      push("...", position + 3);
    } else {
      heredocPattern.lastIndex = position;
      const marker = code === 0x3c ? heredocPattern.exec(text)?.[1] : undefined;
      if (marker !== undefined) {
        openTemplate("openHeredoc", marker, heredocPattern.lastIndex);
        continue;
      }
      const operator = operatorAt(text, position);
      if (operator !== undefined) {
        push(operator, position + operator.length);
        continue;
      }
      const shown = JSON.stringify(String.fromCodePoint(text.codePointAt(position) ?? code));
      return { error: fault(text, position, `The character ${shown} is not valid here.`) };
    }
  }
  const outermost = templates[0];
  return outermost === undefined ? { tokens, trailingSpaces: spaces } : unclosed(text, outermost);
}

function operatorAt(text: string, position: number): Punctuation | undefined {
  const candidates = operatorsByCode[text.charCodeAt(position)];
  if (candidates === undefined || candidates.length === 1) {
    return candidates?.[0]?.length === 2 && !text.startsWith(candidates[0], position)
      ? undefined
      : candidates?.[0];
  }
  return candidates.find(
    (operator) => operator.length === 1 || text.startsWith(operator, position),
  );
}

function unclosed(text: string, template: Template): Tokenized {
  const message =
    template.marker === undefined
      ? "The string is not closed on its line."
      : `The heredoc's end marker ${template.marker} is missing; it wants a line of its own.`;
  return { error: fault(text, template.start, message) };
}

function fault(text: string, offset: number, message: string): SyntaxFault {
  const before = text.slice(0, offset);
  return {
    line: before.split("\n").length,
    column: offset - before.lastIndexOf("\n"),
    message,
  };
}

const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;

const isAsciiIdentifierStart = (code: number): boolean =>
  (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || code === 0x5f;

const isAsciiIdentifierPart = (code: number): boolean =>
  isAsciiIdentifierStart(code) || isDigit(code) || code === 0x2d;

function startsIdentifier(text: string, position: number): boolean {
  const code = text.charCodeAt(position);
  if (code < 0x80) {
    return isAsciiIdentifierStart(code);
  }
  identifierPattern.lastIndex = position;
  return identifierPattern.test(text);
}

function endOfIdentifier(text: string, start: number): number {
  let end = start;
  while (isAsciiIdentifierPart(text.charCodeAt(end))) {
    end += 1;
  }
  if (text.charCodeAt(end) >= 0x80) {
    identifierPattern.lastIndex = start;
    identifierPattern.test(text);
    return identifierPattern.lastIndex;
  }
  return end;
}

/** `1.` is a number and a dot, `1...` a number and an ellipsis. */
function endOfNumber(text: string, start: number): number {
  numberPattern.lastIndex = start;
  numberPattern.test(text);
  let end = numberPattern.lastIndex;
  while (text.charCodeAt(end - 1) === 0x2e) {
    end -= 1;
  }
  return end;
}
