/** A comment of TypeScript, by its offsets. */
export interface Comment {
  readonly start: number;
  /** Exclusive; a line comment's newline is not part of it. */
  readonly end: number;
}

/** The comments in a stretch of text that holds nothing else but blanks and commas. */
export function commentsIn(text: string, start: number, end: number): Comment[] {
  const comments: Comment[] = [];
  for (let at = start; at < end; at++) {
    if (!text.startsWith("//", at) && !text.startsWith("/*", at)) continue;
    const stop = commentEnd(text, at);
    comments.push({ start: at, end: stop });
    at = stop - 1;
  }
  return comments;
}

/** The offset of the comma that follows `offset` before anything but blanks and comments, or `undefined`. */
export function commaAfter(text: string, offset: number): number | undefined {
  for (let at = offset; at < text.length; at++) {
    if (text.startsWith("//", at) || text.startsWith("/*", at)) at = commentEnd(text, at) - 1;
    else if (text[at] === ",") return at;
    else if (!/\s/.test(text[at] ?? "")) return undefined;
  }
  return undefined;
}

function commentEnd(text: string, start: number): number {
  if (text[start + 1] === "*") {
    const close = text.indexOf("*/", start + 2);
    return close < 0 ? text.length : close + 2;
  }
  const newline = text.indexOf("\n", start);
  const end = newline < 0 ? text.length : newline;
  return text[end - 1] === "\r" ? end - 1 : end;
}
