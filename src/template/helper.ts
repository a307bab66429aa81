import type { Location } from "../diagnostics/diagnostic.ts";
import type { TemplateMistake } from "../diagnostics/messages/templateMistakes.ts";
import type { Template } from "../model/templates.ts";
import type { TemplateData } from "./expression.ts";

export interface Call {
  readonly parameters: readonly TemplateData[];
  readonly options: ReadonlyMap<string, TemplateData>;
  readonly location: Location;
  /** Reports a mistake in the call, at its place in the template. */
  readonly refuse: (mistake: TemplateMistake, suggestion?: string) => void;
}

/** A function that templates call by name: `{{name parameter option="value"}}`. */
export interface Helper {
  /** How many parameters it takes; `"any"` where it takes as many as there are. */
  readonly parameters: number | "any";
  /** The options it knows; `"any"` where it takes free names, such as labels. */
  readonly options: readonly string[] | "any";
  readonly run: (call: Call) => TemplateData;
}

/** A helper that gives a block its items: `{{#name option="value"}}...{{else}}...{{/name}}`. */
export interface BlockHelper extends Omit<Helper, "run"> {
  readonly items: (call: Call) => readonly TemplateData[];
}

export interface Library {
  readonly helpers: ReadonlyMap<string, Helper>;
  readonly blockHelpers: ReadonlyMap<string, BlockHelper>;
  readonly partials: ReadonlyMap<string, Template>;
}
