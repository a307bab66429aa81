import { RecentCache } from "../text/recentCache.ts";
import { format } from "./format.ts";
import { type CutLines, type CutText, cutValues, fillerOf } from "./plainValues.ts";

export interface FormattedText {
  /** If its shape is known, a getter that makes it from that. */
  readonly text: string;
  /** Absent where it cannot be known. */
  readonly shaped?: ShapedText;
}

/** A text as its shape, which others share, and its own plain values, a line each. */
export interface ShapedText {
  readonly shape: string;
  readonly values: string;
}

/** A formatted shape, and the function that fills in values. */
interface FormattedShape {
  readonly shape: string;
  readonly fill: (values: readonly string[]) => string | undefined;
}

class FilledShape implements FormattedText {
  readonly shaped: ShapedText;
  readonly #fill: FormattedShape["fill"];

  constructor({ shape, fill }: FormattedShape, values: readonly string[]) {
    this.shaped = { shape, values: values.join("\n") };
    this.#fill = fill;
  }

  get text(): string {
    const { shape, values } = this.shaped;
    return values === "" ? shape : (this.#fill(values.split("\n")) ?? "");
  }
}

/** What was formatted before. */
export interface ShapeMemory {
  readonly shapes: RecentCache<string, KnownShape>;
  /** What has no shape. */
  readonly texts: RecentCache<string, FormattedText>;
  /** By its maker: a template makes nearly the same text for each environment. */
  readonly last: Map<object, LastText>;
}

interface KnownShape {
  /** Absent where a shape cannot be known. */
  readonly formatted: FormattedShape | undefined;
}

interface LastText {
  readonly hcl: string;
  readonly formatted: FormattedText;
  readonly cut: CutLines;
  readonly shape: KnownShape;
}

export function shapeMemory(): ShapeMemory {
  return { shapes: new RecentCache(500), texts: new RecentCache(50), last: new Map() };
}

/**
 * Formats text as `format` does, and each shape once: texts that differ in plain values alone are formatted alike.
 *
 * @param maker what made it
 * @returns `undefined` where the text cannot be read as tokens of HCL
 */
export function formatShaped(
  hcl: string,
  maker: object,
  memory: ShapeMemory,
): FormattedText | undefined {
  const last = memory.last.get(maker);
  if (last?.hcl === hcl) return last.formatted;
  const cut = cutValues(hcl, last?.cut);
  if (!cut) return formatOnce(hcl, memory);
  const shape = last && last.cut.shape === cut.shape ? last.shape : shapeOf(cut, memory);
  if (!shape.formatted) return formatOnce(hcl, memory);
  const formatted = new FilledShape(shape.formatted, cut.values);
  memory.last.set(maker, { hcl, formatted, cut, shape });
  return formatted;
}

function shapeOf({ shape, values }: CutText, { shapes }: ShapeMemory): KnownShape {
  const known = shapes.get(shape) ?? { formatted: formatShape(shape, values.length) };
  shapes.set(shape, known);
  return known;
}

function formatOnce(hcl: string, { texts }: ShapeMemory): FormattedText | undefined {
  const formatted = texts.get(hcl) ?? formatText(hcl);
  if (formatted) texts.set(hcl, formatted);
  return formatted;
}

function formatText(hcl: string): FormattedText | undefined {
  const formatted = format(hcl);
  return formatted.ok ? { text: formatted.value } : undefined;
}

/** `undefined` where formatting does not leave its values where they were. */
function formatShape(text: string, values: number): FormattedShape | undefined {
  const shape = formatText(text)?.text;
  if (shape === undefined) return undefined;
  const fill = fillerOf(shape);
  return fill(Array<string>(values).fill("")) === undefined ? undefined : { shape, fill };
}
