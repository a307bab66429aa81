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
 * Splits HCL native syntax into tokens, comments and newlines included, so that the tokens and the blanks before them
 * are the whole text. Two facts of HCL's own scanner show: a byte order mark counts as three blanks, a tab as one. A
 * run of literal text in a template is one token.
 *
 * The problem is the first place that is no token. Text can have tokens and still not parse: brackets, for instance,
 * are not matched here.
 *
 * @see https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md#lexical-elements
 */
export function tokenize(text: string): Result<Tokens, SyntaxFault> {
  return new Scanner(text).scan();
}

/** Reads tokens from left to right, and knows which templates it is in. */
class Scanner {
  private readonly text: string;
  private readonly tokens: Token[] = [];
  /** The open ones, outermost first. */
  private readonly templates: Template[] = [];
  private position: number;
  private spaces: number;

  constructor(text: string) {
    this.text = text;
    this.position = text.startsWith(byteOrderMark) ? 1 : 0;
    this.spaces = this.position * 3;
  }

  scan(): Result<Tokens, SyntaxFault> {
    while (this.position < this.text.length) {
      const template = this.templates.at(-1);
      const fault = template?.braces === inText ? this.readText(template) : this.readCode(template);
      if (fault !== undefined) return failure(fault);
    }
    const [open] = this.templates;
    return open === undefined
      ? success({ tokens: this.tokens, trailingSpaces: this.spaces })
      : failure(this.unclosed(open));
  }

  private readCode(template: Template | undefined): SyntaxFault | undefined {
    const { text, position } = this;
    switch (text[position]) {
      case " ":
      case "\t":
        this.spaces += 1;
        this.position += 1;
        return undefined;
      case '"':
        return this.open("openQuote", position + 1);
      case "{":
        if (template !== undefined) template.braces += 1;
        return this.push("{", position + 1);
      case "}":
        if (template !== undefined) template.braces -= 1;
        return this.push(template?.braces === inText ? "closeTemplate" : "}", position + 1);
      case "~":
        if (template?.braces !== 0 || text[position + 1] !== "}") break;
        template.braces = inText;
        return this.push("closeTemplate", position + 2);
      case "<": {
        heredocPattern.lastIndex = position;
        const marker = heredocPattern.exec(text)?.[1];
        if (marker !== undefined) return this.open("openHeredoc", heredocPattern.lastIndex, marker);
      }
    }
    const token = codeToken(text, position);
    if (token === undefined) {
      const shown = JSON.stringify(String.fromCodePoint(text.codePointAt(position) ?? 0));
      return faultAt(text, position, `The character ${shown} is not valid here.`);
    }
    return token.end === -1
      ? faultAt(text, position, "The comment is not closed.")
      : this.push(token.kind, token.end);
  }

  /** Reads the text of a template, up to its end or to a sequence in it. */
  private readText(template: Template): SyntaxFault | undefined {
    const { text, position } = this;
    const { marker } = template;
    const sign = text[position];
    if ((sign === "$" || sign === "%") && text[position + 1] === "{") {
      template.braces = 0;
      const end = position + (text[position + 2] === "~" ? 3 : 2);
      return this.push(sign === "$" ? "interpolation" : "directive", end);
    }
    if (marker === undefined) {
      if (sign === '"') return this.close("closeQuote", position + 1);
      const end = endOfQuotedText(text, position);
      return end === -1 ? this.unclosed(template) : this.push("quotedText", end);
    }
    // Only a whole line can be the end marker, so not what follows a template sequence.
    const isLineStart = this.tokens.at(-1)?.kind !== "closeTemplate";
    const lineEnd = isLineStart ? endOfMarkerLine(text, position, marker) : -1;
    if (lineEnd !== -1) {
      this.close("closeHeredoc", text[lineEnd - 1] === "\r" ? lineEnd - 1 : lineEnd);
      return this.push("newline", lineEnd + 1);
    }
    const end = endOfHeredocText(text, position, marker);
    return end === -1 ? this.unclosed(template) : this.push("heredocText", end);
  }

  private open(kind: TokenKind, end: number, marker?: string): undefined {
    this.templates.push({ marker, start: this.position, braces: inText });
    return this.push(kind, end);
  }

  private close(kind: TokenKind, end: number): undefined {
    this.templates.pop();
    return this.push(kind, end);
  }

  private push(kind: TokenKind, end: number): undefined {
    this.tokens.push({ kind, text: this.text.slice(this.position, end), spaces: this.spaces });
    this.spaces = 0;
    this.position = end;
  }

  private unclosed({ start, marker }: Template): SyntaxFault {
    const problem =
      marker === undefined
        ? "The string is not closed on its line."
        : `The heredoc's end marker ${marker} is missing; it wants a line of its own.`;
    return faultAt(this.text, start, problem);
  }
}
