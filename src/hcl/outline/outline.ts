import { unescapeText } from "../quotedText.ts";
import { tokenize } from "../tokenize.ts";
import { bracketChange, endsLine, faultAt, type SyntaxFault, type Token } from "../tokens.ts";
import type { Body, Expression, Label, Outline, Range, Statement } from "./nodes.ts";
import { endOfToken, type PlacedTokens, placeTokens, startOfToken } from "./placedTokens.ts";
import { referencesIn } from "./references.ts";

/** The tokens, and how far they are read. */
interface Reader extends PlacedTokens {
  readonly text: string;
  readonly faults: SyntaxFault[];
  /** The index of the next token. */
  at: number;
}

/**
 * Reads the structure of HCL: blocks, attributes, references and comments, each with its place. What is not HCL is
 * skipped and reported, and expressions are not checked, so that a template with blanked expressions can be read too.
 */
export function outline(text: string): Outline {
  const whole = { start: 0, end: text.length };
  const tokenized = tokenize(text);
  if (!tokenized.ok) {
    return { body: bodyOf([], whole), comments: [], faults: tokenized.problems };
  }
  const placed = placeTokens(text, tokenized.value.tokens);
  const faults: SyntaxFault[] = [];
  const statements = readStatements({ ...placed, text, faults, at: 0 }, false);
  return { body: bodyOf(statements, whole), comments: commentsIn(placed), faults };
}

function bodyOf(statements: readonly Statement[], { start, end }: Range): Body {
  const attributes = statements.filter((statement) => statement.kind === "attribute");
  const blocks = statements.filter((statement) => statement.kind === "block");
  return { statements, attributes, blocks, start, end };
}

function commentsIn(placed: PlacedTokens): Range[] {
  return placed.tokens.flatMap(({ kind }, index) =>
    kind === "comment"
      ? [{ start: startOfToken(placed, index), end: endOfToken(placed, index) }]
      : [],
  );
}

/** Stops at the brace that closes the block, or at the end. */
function readStatements(reader: Reader, isInBlock: boolean): Statement[] {
  const { tokens } = reader;
  const statements: Statement[] = [];
  /** Where the comments above the next statement begin. */
  let lead: number | undefined;
  for (;;) {
    const kind = tokens[reader.at]?.kind;
    if (kind === undefined || (kind === "}" && isInBlock)) return statements;
    if (kind === "comment") {
      lead ??= startOfToken(reader, reader.at);
      reader.at++;
    } else if (kind === "newline") {
      // Behind a block comment it ends that comment's line; else the line is blank.
      const before = tokens[reader.at - 1];
      if (before?.kind !== "comment" || endsLine(before)) lead = undefined;
      reader.at++;
    } else {
      statements.push(readStatement(reader, lead ?? startOfToken(reader, reader.at)));
      lead = undefined;
    }
  }
}

function readStatement(reader: Reader, lead: number): Statement {
  const start = startOfToken(reader, reader.at);
  const first = reader.tokens[reader.at];
  const finish = () => ({ start, end: endOfToken(reader, reader.at - 1), lead });
  if (first?.kind === "identifier") {
    const sign = nextOnLine(reader, reader.at + 1);
    if (reader.tokens[sign]?.kind === "=") {
      reader.at = sign + 1;
      const expression = readExpression(reader);
      const lines = finish();
      const lineEnd = readLineEnd(reader);
      return { kind: "attribute", name: first.text, expression, ...lines, lineEnd };
    }
    const labels = readHeader(reader);
    if (labels) {
      const body = readBlockBody(reader, first.text, start);
      const lines = finish();
      return {
        kind: "block",
        type: first.text,
        labels,
        body,
        ...lines,
        lineEnd: readLineEnd(reader),
      };
    }
  }
  // A brace that closes nothing.
  if (first?.kind === "}") reader.at++;
  const expression = readExpression(reader);
  reader.faults.push(faultAt(reader.text, start, "An argument or a block is expected here."));
  const lines = finish();
  return { kind: "other", expression, ...lines, lineEnd: readLineEnd(reader) };
}

/** The labels of a block, up to after its brace. Where no block begins nothing is read. */
function readHeader(reader: Reader): readonly Label[] | undefined {
  const { tokens, text } = reader;
  const labels: Label[] = [];
  for (let at = nextOnLine(reader, reader.at + 1); ; at = nextOnLine(reader, at + 1)) {
    const kind = tokens[at]?.kind;
    if (kind === "{") {
      reader.at = at + 1;
      return labels;
    }
    if (kind !== "identifier" && kind !== "openQuote") return undefined;
    const start = kind === "identifier" ? startOfToken(reader, at) : endOfToken(reader, at);
    if (kind === "openQuote") while (tokens[at]?.kind !== "closeQuote") at++;
    const end = kind === "identifier" ? endOfToken(reader, at) : startOfToken(reader, at);
    const written = text.slice(start, end);
    labels.push({ text: unescapeText(written) ?? written, start, end });
  }
}

function readBlockBody(reader: Reader, type: string, headerStart: number): Body {
  const { text, tokens, faults } = reader;
  const start = endOfToken(reader, reader.at - 1);
  readLineEnd(reader);
  const statements = readStatements(reader, true);
  const isClosed = reader.at < tokens.length;
  if (!isClosed) faults.push(faultAt(text, headerStart, `The block "${type}" is not closed.`));
  const end = isClosed ? startOfToken(reader, reader.at) : endOfToken(reader, reader.at - 1);
  if (isClosed) reader.at++;
  return bodyOf(statements, { start, end });
}

/** Up to the end of its line, or the brace that closes the block that it is in. */
function readExpression(reader: Reader): Expression {
  const { tokens } = reader;
  const first = nextOnLine(reader, reader.at);
  let depth = 0;
  let behind = first;
  for (let at = first; at < tokens.length; at++) {
    const token = tokens[at];
    if (!token || (depth === 0 && (endsLine(token) || token.kind === "}"))) break;
    depth = Math.max(depth + bracketChange(token), 0);
    if (token.kind !== "comment") behind = at + 1;
  }
  const isEmpty = behind === first;
  reader.at = isEmpty ? reader.at : behind;
  const end = endOfToken(reader, reader.at - 1);
  return {
    start: isEmpty ? end : startOfToken(reader, first),
    end,
    tokens: tokens.slice(first, behind),
    references: referencesIn(reader, first, behind),
  };
}

/** The first token from an index on that is no comment within its line. */
function nextOnLine({ tokens }: Reader, index: number): number {
  let at = index;
  while (tokens[at]?.kind === "comment" && !endsLine(tokens[at] as Token)) at++;
  return at;
}

/** Goes after the comments and the line break that follow a statement on its line. */
function readLineEnd(reader: Reader): number {
  const { tokens } = reader;
  for (;;) {
    const token = tokens[reader.at];
    if (token?.kind !== "comment" && token?.kind !== "newline") break;
    reader.at++;
    if (endsLine(token)) break;
  }
  return endOfToken(reader, reader.at - 1);
}
