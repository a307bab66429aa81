/** What Go's `unicode.IsSpace` calls space: HCL trims a line of it before comparing with the marker. */
const goSpace =
  "[\\t-\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]+";
const outerSpace = new RegExp(`^${goSpace}|${goSpace}$`, "g");

/** What may end the text of a quoted string, and what looks like that and is escaped. */
const inQuotes = /["\r\n]|\\[^\r\n]|([$%])\1\{|[$%]\{/g;

/** The same of a heredoc. A carriage return that ends no line is an error. */
const inHeredoc = /\r(?!\n)|\n|([$%])\1\{|[$%]\{/g;

/** Where the literal text that starts at `start` ends: at the quote or a template sequence; -1: nowhere. */
export function endOfQuotedText(text: string, start: number): number {
  inQuotes.lastIndex = start;
  for (let found = inQuotes.exec(text); found; found = inQuotes.exec(text)) {
    const [mark, doubled] = found;
    if (mark === "\r" || mark === "\n") return -1;
    if (!mark.startsWith("\\") && doubled === undefined) return found.index;
  }
  return -1;
}

/**
 * Where the literal text of a heredoc that starts at `start` ends: at a template sequence or the
 * line of the end marker. -1 if the text ends before, or has a carriage return that ends no line.
 */
export function endOfHeredocText(text: string, start: number, marker: string): number {
  inHeredoc.lastIndex = start;
  for (let found = inHeredoc.exec(text); found; found = inHeredoc.exec(text)) {
    const [mark, doubled] = found;
    if (mark === "\r") return -1;
    const line = found.index + 1;
    if (mark === "\n") {
      if (endOfMarkerLine(text, line, marker) !== -1) return line;
    } else if (doubled === undefined) return found.index;
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
