import { formatAgain } from "./format.ts";
import { cutValues, fillerOf } from "./plainValues.ts";

/** Formatted text; its shape is absent where that cannot be told. */
export interface FormattedText {
  readonly text: string;
  readonly shape?: string;
}

/** A shape that was formatted, and what makes a text of it. */
interface FormattedShape {
  readonly shape: string;
  readonly fill: (values: readonly string[]) => string | undefined;
}

/** What was formatted before, by its shape. */
export type ShapeMemory = Map<string, FormattedShape | undefined>;

/** More shapes than a project has templates, a hundred times over, would fill the memory. */
const most = 1000;

export function shapeMemory(): ShapeMemory {
  return new Map();
}

/**
 * Formats text as `format` does, and each shape once: texts that differ in plain values alone are formatted alike.
 *
 * @returns `undefined` where the text cannot be read as tokens of HCL
 */
export function formatShaped(hcl: string, memory: ShapeMemory): FormattedText | undefined {
  const cut = cutValues(hcl);
  if (cut) {
    const known = memory.has(cut.shape)
      ? memory.get(cut.shape)
      : formatShape(cut.shape, cut.values.length);
    if (memory.size >= most) memory.clear();
    memory.set(cut.shape, known);
    const text = known?.fill(cut.values);
    if (known && text !== undefined) return { text, shape: known.shape };
  }
  const formatted = formatAgain(hcl);
  return formatted.ok ? { text: formatted.value } : undefined;
}

/** `undefined` where formatting does not leave its values where they were. */
function formatShape(text: string, values: number): FormattedShape | undefined {
  const formatted = formatAgain(text);
  if (!formatted.ok) return undefined;
  const shape = formatted.value;
  const fill = fillerOf(shape);
  return fill(Array<string>(values).fill("")) === undefined ? undefined : { shape, fill };
}
