import { createColors } from "picocolors";

/** Colours as functions from text to text; they do nothing where colour is off. */
export type Style = Readonly<Record<Colour, (text: string) => string>>;

type Colour = "bold" | "cyan" | "dim" | "green" | "magenta" | "red" | "yellow";

export const plainStyle: Style = createColors(false);

export function styleFor(colour: boolean): Style {
  return createColors(colour);
}
