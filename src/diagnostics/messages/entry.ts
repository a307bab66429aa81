import type { Severity } from "../diagnostic.ts";

/** A message, and what to do about it where the message does not say so already. */
export type MessageText =
  | string
  | { readonly message: string; readonly advice?: string | undefined };

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

/** A problem that is only reported. */
export function warning<Args = Record<never, never>>(
  words: (args: Args) => MessageText,
): Entry<Args> {
  return { severity: "warning", words };
}

/** The known name nearest to one that is unknown. */
export interface Near {
  readonly suggestion: string | undefined;
}

/** A table of texts by their kind: constants, or made from data. */
type Clauses = Readonly<Record<string, MessageText | ((data: never) => MessageText)>>;

export type Reason<Table extends Clauses> = {
  readonly [K in keyof Table]: { readonly kind: K } & DataOf<Table[K]>;
}[keyof Table];

type DataOf<Clause> = Clause extends (data: infer Data extends object) => unknown
  ? Readonly<Data>
  : unknown;

type TextOf<Clause> = Clause extends (data: never) => infer Text ? Text : Clause;

export function clauseOf<Table extends Clauses>(
  table: Table,
  reason: Reason<Table>,
): TextOf<Table[keyof Table]> {
  const clause = table[reason.kind] as MessageText | ((data: unknown) => MessageText);
  return (typeof clause === "function" ? clause(reason) : clause) as TextOf<Table[keyof Table]>;
}
