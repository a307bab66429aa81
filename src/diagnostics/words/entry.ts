import type { Severity } from "../diagnostic.ts";

/** A message, and what to do about it where the message does not say so already. */
export type Words = string | { readonly message: string; readonly advice?: string };

/** A code's severity, and what it says of its arguments. */
export interface Entry<Args> {
  readonly severity: Severity;
  readonly words: (args: Args) => Words;
}

/** A problem with which nothing is written. */
export function error<Args = Record<never, never>>(words: (args: Args) => Words): Entry<Args> {
  return { severity: "error", words };
}

/** A problem that is only told. */
export function warning<Args = Record<never, never>>(words: (args: Args) => Words): Entry<Args> {
  return { severity: "warning", words };
}

/** "Did you mean" where there is a near name, the other advice where there is none. */
export function meant(
  suggestion: string | undefined,
  otherwise?: string,
): { readonly advice?: string } {
  if (suggestion !== undefined) return { advice: `Did you mean "${suggestion}"?` };
  return otherwise === undefined ? {} : { advice: otherwise };
}

/** Names in a row. */
export function list(names: readonly string[]): string {
  return names.length === 0 ? "none" : names.join(", ");
}

/** Another tool's sentence after our colon. */
export function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** A suggestion as a sentence of its own. */
export function sentence(text: string): string {
  const capital = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(capital) ? capital : `${capital}.`;
}
