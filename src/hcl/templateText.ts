/** What Go's `unicode.IsSpace` calls space: HCL trims a line of it before comparing with the marker. */
const goSpace =
  "[\\t-\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]+";
const outerSpace = new RegExp(`^${goSpace}|${goSpace}$`, "g");

/**
 * Where the literal text of a quoted string that starts at `start` ends: at the closing quote or a
 * template sequence. -1 if the line or the text ends before.
 */
export function endOfQuotedText(text: string, start: number): number {
  let position = start;
  while (position < text.length) {
    switch (text[position]) {
      case '"':
        return position;
      case "\n":
      case "\r":
        return -1;
      case "\\":
        // Of an escaped line break the second turn tells.
        position += text[position + 1] === "\n" || text[position + 1] === "\r" ? 1 : 2;
        break;
      case "$":
      case "%":
        if (text[position + 1] === "{") {
          return position;
        }
        position = afterSign(text, position);
        break;
      default:
        position += 1;
    }
  }
  return -1;
}

/**
 * Where the literal text of a heredoc that starts at `start` ends: at a template sequence or the
 * line of the end marker. -1 if the text ends before, or has a carriage return that ends no line.
 */
export function endOfHeredocText(text: string, start: number, marker: string): number {
  let position = start;
  while (position < text.length) {
    switch (text[position]) {
      case "\n":
        position += 1;
        if (endOfMarkerLine(text, position, marker) !== -1) {
          return position;
        }
        break;
      case "\r":
        if (text[position + 1] !== "\n") {
          return -1;
        }
        position += 1;
        break;
      case "$":
      case "%":
        if (text[position + 1] === "{") {
          return position;
        }
        position = afterSign(text, position);
        break;
      default:
        position += 1;
    }
  }
  return -1;
}

/** The offset of the line feed after the end marker, if that is the line at `lineStart`; else -1. */
export function endOfMarkerLine(text: string, lineStart: number, marker: string): number {
  const lineEnd = text.indexOf("\n", lineStart);
  if (lineEnd === -1) {
    return -1;
  }
  const line = text.slice(lineStart, lineEnd);
  return line.includes(marker) && line.replace(outerSpace, "") === marker ? lineEnd : -1;
}

/** A doubled `$${` or `%%{` is an escape, read as a whole so that its brace opens nothing. */
function afterSign(text: string, position: number): number {
  const isEscape = text[position + 1] === text[position] && text[position + 2] === "{";
  return isEscape ? position + 3 : position + 1;
}
