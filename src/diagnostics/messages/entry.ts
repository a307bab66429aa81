import type { Severity } from "../diagnostic.ts";
import { didYouMean } from "../phrases.ts";

/** A message, and what to do about it where the message does not say so already. */
export type MessageText = string | { readonly message: string; readonly advice?: string };

/** A code's severity, and what it says of its arguments. */
export interface Entry<Args> {
  readonly severity: Severity;
  readonly words: (args: Args) => MessageText;
}

/** A problem with which nothing is written. */
export function error<Args = Record<never, never>>(
  words: (args: Args) => MessageText,
): Entry<Args> {
  return { severity: "error", words };
}

/** A problem that is only told. */
export function warning<Args = Record<never, never>>(
  words: (args: Args) => MessageText,
): Entry<Args> {
  return { severity: "warning", words };
}

/** "Did you mean" where there is a near name, the other advice where there is none. */
export function suggested(
  suggestion: string | undefined,
  otherwise?: string,
): { readonly advice?: string } {
  const advice = didYouMean(suggestion) ?? otherwise;
  return advice === undefined ? {} : { advice };
}

/** A table of clauses: what each says, by its kind. */
type Clauses = Readonly<Record<string, (data: never) => string>>;

/** What a clause of a table is made from. */
export type Reason<Table extends Clauses> = {
  readonly [K in keyof Table]: { readonly kind: K } & DataOf<Table[K]>;
}[keyof Table];

type DataOf<Clause> = Clause extends (data: infer D extends object) => string
  ? Readonly<D>
  : unknown;

/** The words of a clause. */
export function clauseOf<Table extends Clauses>(table: Table, reason: Reason<Table>): string {
  return (table[reason.kind] as Clauses[string])(reason as never);
}
