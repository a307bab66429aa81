import { Recent } from "../text/recent.ts";
import { formatAgain } from "./format.ts";
import { cutValues, fillerOf } from "./plainValues.ts";

/** Formatted text. */
export interface FormattedText {
  /** Where its shape is known, it is made of that each time it is asked for. */
  readonly text: string;
  /** Absent where it cannot be told. */
  readonly shaped?: ShapedText;
}

/** A text as its shape, which others share, and its own plain values, a line each. */
export interface ShapedText {
  readonly shape: string;
  readonly values: string;
}

/** A shape that was formatted, and what makes a text of it. */
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
  readonly shapes: Recent<string, { readonly formatted: FormattedShape | undefined }>;
  /** Declarations are the same text in all environments of a stack. */
  readonly texts: Recent<string, FormattedText>;
}

export function shapeMemory(): ShapeMemory {
  return { shapes: new Recent(500), texts: new Recent(50) };
}

/**
 * Formats text as `format` does, and each shape once: texts that differ in plain values alone are formatted alike.
 *
 * @returns `undefined` where the text cannot be read as tokens of HCL
 */
export function formatShaped(
  hcl: string,
  { shapes, texts }: ShapeMemory,
): FormattedText | undefined {
  const known = texts.get(hcl);
  if (known) return known;
  const formatted = fillShape(hcl, shapes) ?? formatText(hcl);
  if (formatted) texts.set(hcl, formatted);
  return formatted;
}

function fillShape(hcl: string, shapes: ShapeMemory["shapes"]): FormattedText | undefined {
  const cut = cutValues(hcl);
  if (!cut) return undefined;
  const known = shapes.get(cut.shape) ?? { formatted: formatShape(cut.shape, cut.values.length) };
  shapes.set(cut.shape, known);
  return known.formatted && new FilledShape(known.formatted, cut.values);
}

function formatText(hcl: string): FormattedText | undefined {
  const formatted = formatAgain(hcl);
  return formatted.ok ? { text: formatted.value } : undefined;
}

/** `undefined` where formatting does not leave its values where they were. */
function formatShape(text: string, values: number): FormattedShape | undefined {
  const shape = formatText(text)?.text;
  if (shape === undefined) return undefined;
  const fill = fillerOf(shape);
  return fill(Array<string>(values).fill("")) === undefined ? undefined : { shape, fill };
}
