import type { PartRows, ValueRow } from "./decide.ts";
import type { TextOptions } from "./layout.ts";
import { pad, truncate, widest, wrap } from "./layout.ts";

/** A line for each value: who holds it, the value, where it was written. */
export function valueLines({ values, between }: PartRows, options: TextOptions): string[] {
  const lines = alignedLines(values, options);
  if (between.more === undefined) return lines;
  return [...lines.slice(0, -1), `    ${options.style.dim(between.more)}`, ...lines.slice(-1)];
}

function alignedLines(rows: readonly ValueRow[], { style, columns }: TextOptions): string[] {
  // A label that is wider gets a line of its own.
  const mostLabel = Math.max(24, Math.floor(columns / 3));
  const fitting = rows.map(({ who }) => who).filter((who) => who.length <= mostLabel);
  const labelWidth = widest(fitting, mostLabel);
  const placeWidth = widest(
    rows.map(({ written }) => written),
    columns,
  );
  const room = columns - 4 - labelWidth - 2 - placeWidth - 2;
  const values = rows.map(({ value }) => value);
  // Where a value would be cut to almost nothing, its place goes to the next line.
  const beside = room >= Math.min(24, widest(values, columns));
  const valueWidth = widest(values, beside ? room : columns - 6 - labelWidth);
  return rows.flatMap(({ who, value, written }) => {
    const lines: string[] = [];
    const fits = who.length <= mostLabel;
    if (!fits) lines.push(...wrap(who, columns, "    "));
    const start = `    ${pad(fits ? who : "", labelWidth)}  `;
    const text = truncate(value, valueWidth);
    if (beside) lines.push(`${start}${pad(text, valueWidth)}  ${style.dim(written)}`.trimEnd());
    else lines.push(start + text, `    ${" ".repeat(labelWidth)}  ${style.dim(written)}`);
    return lines;
  });
}
