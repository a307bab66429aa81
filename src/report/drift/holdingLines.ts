import type { Holding, Part } from "../../model/drift.ts";
import type { TextOptions } from "./layout.ts";
import { pad, truncate, widest, wrap } from "./layout.ts";
import { rarestAndUsual } from "./shown.ts";
import { holdersText, holdingText, placesText } from "./words.ts";

/** Different values of one name that are shown without `all`. */
const mostHoldings = 5;

/** Whether there are so many values that only some are shown. */
export function isLongPart({ holdings }: Part, { all }: TextOptions): boolean {
  return !all && holdings.length > mostHoldings;
}

/** A line for each value: who holds it, the value, where it was written. */
export function holdingLines(part: Part, environments: number, options: TextOptions): string[] {
  const most = options.all ? part.holdings.length : mostHoldings;
  const { shown, left, usual } = rarestAndUsual(part, most);
  const lines = alignedLines([...shown, ...usual], environments, options);
  if (left.length === 0) return lines;
  const more = `and ${left.length} more values; --all shows them`;
  return [...lines.slice(0, -1), `    ${options.style.dim(more)}`, ...lines.slice(-1)];
}

function alignedLines(
  holdings: readonly Holding[],
  environments: number,
  options: TextOptions,
): string[] {
  const { style, columns, all } = options;
  // A label that is wider gets a line of its own.
  const mostLabel = Math.max(24, Math.floor(columns / 3));
  const mostNames = all ? Number.POSITIVE_INFINITY : 3;
  const rows = holdings.map((holding) => ({
    label: holdersText(holding, environments, mostNames),
    value: holdingText(holding),
    place: placesText(holding),
  }));
  const fitting = rows.map(({ label }) => label).filter((label) => label.length <= mostLabel);
  const labelWidth = widest(fitting, mostLabel);
  const placeWidth = widest(
    rows.map(({ place }) => place),
    columns,
  );
  const room = columns - 4 - labelWidth - 2 - placeWidth - 2;
  const values = rows.map(({ value }) => value);
  // Where a value would be cut to almost nothing, its place goes to the next line.
  const beside = room >= Math.min(24, widest(values, columns));
  const valueWidth = widest(values, beside ? room : columns - 6 - labelWidth);
  return rows.flatMap(({ label, value, place }) => {
    const lines: string[] = [];
    const fits = label.length <= mostLabel;
    if (!fits) lines.push(...wrap(label, columns, "    "));
    const start = `    ${pad(fits ? label : "", labelWidth)}  `;
    const text = truncate(value, valueWidth);
    if (beside) lines.push(`${start}${pad(text, valueWidth)}  ${style.dim(place)}`.trimEnd());
    else lines.push(start + text, `    ${" ".repeat(labelWidth)}  ${style.dim(place)}`);
    return lines;
  });
}
