/** How the file is formatted. */
export interface SourceFormat {
  readonly quote: '"' | "'";
  /** One step of indentation. */
  readonly unit: string;
  /** The end of the last of several lines: a comma, or nothing. */
  readonly lastComma: "," | "";
  /** How long a line may be. */
  readonly width: number;
  readonly newline: string;
}

/** Finds out how a file is formatted. */
export function sourceFormatOf(text: string): SourceFormat {
  const single = text.match(/'/g)?.length ?? 0;
  const double = text.match(/"/g)?.length ?? 0;
  const unit = /^(\t| +)\S/m.exec(text)?.[1] ?? "  ";
  const withComma = /,[ \t]*\r?\n\s*[}\])]/.test(text);
  const without = /[\w"'`)}\]][ \t]*\r?\n\s*[}\])]/.test(text);
  const longest = Math.max(...text.split(/\r?\n/).map((line) => line.length));
  return {
    quote: single > double ? "'" : '"',
    unit: unit.startsWith("\t") ? "\t" : unit,
    lastComma: without && !withComma ? "" : ",",
    width: [80, 100].find((width) => longest <= width) ?? 120,
    newline: text.includes("\r\n") ? "\r\n" : "\n",
  };
}
