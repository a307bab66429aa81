const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const quote = 0x22;
const dollar = 0x24;
const percent = 0x25;
const backslash = 0x5c;
const openBrace = 0x7b;

/** What Go's `unicode.IsSpace` calls space: HCL trims a line of it before comparing with the marker. */
const outerSpace =
  /^[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+|[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+$/g;

/**
 * Where the literal text of a quoted string that starts at `start` ends: at the closing quote, a
 * template sequence, a line break (which is a fault), or past the text's end.
 */
export function endOfQuotedText(text: string, start: number): number {
  let position = start;
  while (position < text.length) {
    switch (text.charCodeAt(position)) {
      case quote:
      case lineFeed:
      case carriageReturn:
        return position;
      case backslash: {
        const escaped = text.charCodeAt(position + 1);
        if (escaped === lineFeed || escaped === carriageReturn) {
          return position + 1;
        }
        position += 2;
        break;
      }
      case dollar:
      case percent:
        if (text.charCodeAt(position + 1) === openBrace) {
          return position;
        }
        position = afterDollarOrPercent(text, position);
        break;
      default:
        position += 1;
    }
  }
  return position;
}

/**
 * Where the literal text of a heredoc that starts at `start` ends: at a template sequence, the
 * line of the end marker, a lone carriage return (a fault), or the text's end (a fault).
 */
export function endOfHeredocText(text: string, start: number, marker: string): number {
  let position = start;
  while (position < text.length) {
    switch (text.charCodeAt(position)) {
      case lineFeed:
        position += 1;
        if (endOfMarkerLine(text, position, marker) !== -1) {
          return position;
        }
        break;
      case carriageReturn:
        if (text.charCodeAt(position + 1) !== lineFeed) {
          return position;
        }
        position += 1;
        break;
      case dollar:
      case percent:
        if (text.charCodeAt(position + 1) === openBrace) {
          return position;
        }
        position = afterDollarOrPercent(text, position);
        break;
      default:
        position += 1;
    }
  }
  return position;
}

/** The offset of the line feed that ends the line at `lineStart`, if that is a heredoc's last; else -1. */
export function endOfMarkerLine(text: string, lineStart: number, marker: string): number {
  const lineEnd = text.indexOf("\n", lineStart);
  if (lineEnd === -1) {
    return -1;
  }
  const line = text.slice(lineStart, lineEnd);
  return line.includes(marker) && line.replace(outerSpace, "") === marker ? lineEnd : -1;
}

/** A doubled `$${` or `%%{` is an escape, read as a whole so that its brace opens nothing. */
function afterDollarOrPercent(text: string, position: number): number {
  const isDoubled =
    text.charCodeAt(position) === text.charCodeAt(position + 1) &&
    text.charCodeAt(position + 2) === openBrace;
  return isDoubled ? position + 3 : position + 1;
}
