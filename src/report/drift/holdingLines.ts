import type { Holding, Part } from "../../compare/report.ts";
import { pad, truncate, widest, wrap } from "./layout.ts";
import type { TextOptions } from "./text.ts";
import { count, holdersText, holdingText, placesText } from "./words.ts";

/** Different values of one name that are shown without `all`. */
const mostHoldings = 5;

/** A label that is wider gets a line of its own. */
const widestLabel = 32;

/** What is known of the difference that a part is of. */
export interface PartContext {
  /** How many environments the stack has. */
  readonly environments: number;
  /** Many values are no news, and counted. */
  readonly quiet: boolean;
}

/** A line for each value: who holds it, the value, where it was written. */
export function holdingLines(
  { holdings }: Part,
  { environments, quiet }: PartContext,
  options: TextOptions,
): string[] {
  const { all, style } = options;
  const isLong = !all && holdings.length > mostHoldings;
  if (isLong && quiet) {
    return [
      `    ${style.dim(`${count(holdings.length, "value")} in ${environments} environments`)}`,
    ];
  }
  const shown = isLong ? [...holdings.slice(0, mostHoldings - 2), ...holdings.slice(-1)] : holdings;
  const lines = alignedLines(shown, environments, options);
  if (!isLong) return lines;
  const left = `and ${holdings.length - shown.length} more values; --all shows them`;
  return [...lines.slice(0, -1), `    ${style.dim(left)}`, ...lines.slice(-1)];
}

function alignedLines(
  holdings: readonly Holding[],
  environments: number,
  options: TextOptions,
): string[] {
  const { style, columns, all } = options;
  const mostNames = all ? Number.POSITIVE_INFINITY : 3;
  const rows = holdings.map((holding) => ({
    label: holdersText(holding, environments, mostNames),
    value: holdingText(holding),
    place: placesText(holding),
  }));
  const fitting = rows.map(({ label }) => label).filter((label) => label.length <= widestLabel);
  const labelWidth = widest(fitting, widestLabel);
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
    const fits = label.length <= widestLabel;
    if (!fits) lines.push(...wrap(label, columns, "    "));
    const start = `    ${pad(fits ? label : "", labelWidth)}  `;
    const text = truncate(value, valueWidth);
    if (beside) lines.push(`${start}${pad(text, valueWidth)}  ${style.dim(place)}`.trimEnd());
    else lines.push(start + text, `    ${" ".repeat(labelWidth)}  ${style.dim(place)}`);
    return lines;
  });
}
