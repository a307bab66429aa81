import { tokenize } from "../../hcl/tokenize.ts";
import { bracketChange, endsLine, type Token } from "../../hcl/tokens.ts";

/** An attribute as it is written: `name = expression`. */
export interface Attribute {
  readonly name: string;
  readonly expression: string;
  /** Of the name, in the file. */
  readonly offset: number;
}

/** A block as it is written. */
export interface Block {
  readonly type: string;
  readonly labels: readonly string[];
  /** The block with the comments directly above it, and nothing around it. */
  readonly text: string;
  readonly offset: number;
  readonly attributes: readonly Attribute[];
  readonly blocks: readonly Block[];
}

/** What a file holds outside of all blocks, and in them. */
export interface Body {
  readonly attributes: readonly Attribute[];
  readonly blocks: readonly Block[];
}

interface Placed {
  readonly token: Token;
  readonly start: number;
  readonly end: number;
}

/**
 * Reads the outline of HCL text: blocks and attributes with their very text. The text must parse with
 * `parseHcl`; where it does not, what comes of it is of no use.
 */
export function readBody(text: string): Body {
  const tokenized = tokenize(text);
  if (!tokenized.ok) return { attributes: [], blocks: [] };
  // The scanner counts a byte order mark as three blanks.
  let offset = text.startsWith("\uFEFF") ? -2 : 0;
  const tokens = tokenized.value.tokens.map((token): Placed => {
    const start = offset + token.spaces;
    offset = start + token.text.length;
    return { token, start, end: offset };
  });
  return bodyOf(text, tokens, { at: 0 });
}

function bodyOf(text: string, tokens: readonly Placed[], cursor: { at: number }): Body {
  const attributes: Attribute[] = [];
  const blocks: Block[] = [];
  /** Where the comments above the next block begin. */
  let commentStart: number | undefined;
  for (; ; cursor.at++) {
    const placed = tokens[cursor.at];
    if (!placed || placed.token.kind === "}") return { attributes, blocks };
    const { kind } = placed.token;
    if (kind === "comment") commentStart ??= placed.start;
    else if (kind !== "identifier") commentStart = undefined;
    else {
      const next = tokens[cursor.at + 1];
      if (next?.token.kind === "=") attributes.push(attributeAt(text, tokens, cursor));
      else blocks.push(blockAt(text, tokens, cursor, commentStart));
      commentStart = undefined;
    }
  }
}

/** Leaves the cursor on the last token of the attribute. */
function attributeAt(text: string, tokens: readonly Placed[], cursor: { at: number }): Attribute {
  const { token, start } = tokens[cursor.at] as Placed;
  const first = cursor.at + 2;
  let depth = 0;
  let last = first;
  for (let at = first; at < tokens.length; at++) {
    const placed = tokens[at] as Placed;
    if (depth === 0 && (endsLine(placed.token) || placed.token.kind === "}")) break;
    // A heredoc's end stands before the newline that ends the attribute.
    depth += bracketChange(placed.token);
    if (placed.token.kind !== "comment") last = at;
  }
  cursor.at = last;
  const expression = text.slice(tokens[first]?.start ?? start, tokens[last]?.end ?? start);
  return { name: token.text, expression: expression.trim(), offset: start };
}

/** Leaves the cursor on the brace that ends the block. */
function blockAt(
  text: string,
  tokens: readonly Placed[],
  cursor: { at: number },
  commentStart: number | undefined,
): Block {
  const { token, start } = tokens[cursor.at] as Placed;
  const labels: string[] = [];
  for (cursor.at++; cursor.at < tokens.length; cursor.at++) {
    const { kind, text: label } = (tokens[cursor.at] as Placed).token;
    if (kind === "{") break;
    if (kind === "identifier" || kind === "quotedText") labels.push(label);
  }
  cursor.at++;
  const body = bodyOf(text, tokens, cursor);
  const end = tokens[cursor.at]?.end ?? text.length;
  return {
    type: token.text,
    labels,
    text: text.slice(commentStart ?? start, end),
    offset: start,
    ...body,
  };
}
