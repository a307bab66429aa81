/** Why RE2 cannot do what a JavaScript pattern does (`has the flag y`), and what to write instead. */
export interface Re2Refusal {
  readonly reason: string;
  readonly suggestion: string;
}

/** What the printers of one pattern share: its flags, and the refusals they find. */
export interface Printing {
  readonly unicode: boolean;
  readonly ignoreCase: boolean;
  readonly dotAll: boolean;
  readonly multiline: boolean;
  readonly refusals: Re2Refusal[];
}

/** Notes once that the pattern cannot be printed, and prints nothing in its place. */
export function refuse(printing: Printing, reason: string, suggestion: string): "" {
  if (!printing.refusals.some((refusal) => refusal.reason === reason)) {
    printing.refusals.push({ reason, suggestion });
  }
  return "";
}
