/** Control characters, and what changes the direction of text: none of them may reach a terminal from a file. */
const controls =
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]|\r(?!\n)/g;

/** Sequences that colour text, and the one that clears the line of a progress bar. */
const ownSequences = /(\r?\x1b\[(?:[0-9;]*m|K))/;

/** The beginnings of lines that a CI runner takes for a command. */
const runnerCommand = /^([ \t]*)(?:::(?=[A-Za-z][\w-]*(?:[ \t][^\n]*)?::)|##(?=\[))/gm;

/** An annotation from terraloom, of a problem or of a drift report: its text is already escaped. */
const annotation =
  /^::(?:error|warning|notice) [^\n]*title=(?:terraloom|drift report|[^\s,:]+%3A )[^\n]*$/;

/** How a text's reader takes it. */
export interface Reader {
  /** Whether it shows colours: then sequences that colour text are kept. */
  readonly isTerminal: boolean;
}

/**
 * Makes a text with parts of files safe to print: no control character reaches the terminal, and no
 * command reaches a CI runner. They are escaped, as `\u001b`, which JSON reads as what it was.
 */
export function safeText(text: string, { isTerminal }: Reader): string {
  const parts = isTerminal ? text.split(ownSequences) : [text];
  const visible = parts.map((part, index) =>
    index % 2 === 1 ? part : part.replace(controls, escaped),
  );
  return visible.join("").replace(runnerCommand, keepAnnotation);
}

/** A UTF-16 unit as JSON may write it. */
export function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

function keepAnnotation(start: string, blanks: string, offset: number, whole: string): string {
  const end = whole.indexOf("\n", offset);
  const line = whole.slice(offset, end < 0 ? undefined : end);
  if (annotation.test(line)) return start;
  const mark = start.slice(blanks.length);
  return `${blanks}${escaped(mark)}${mark.slice(1)}`;
}
