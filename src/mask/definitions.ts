import { tokenize } from "../hcl/tokenize.ts";
import { bracketChange, endsLine } from "../hcl/tokens.ts";

/** A line of a definition: its first one holds the name. */
export interface DefinedLine {
  readonly name: string;
  readonly isFirst: boolean;
}

/**
 * The lines that the definitions of some names take at the top level of a text, as in
 * `terraform.tfvars`: maps, lists and heredocs take several.
 *
 * @returns by line, from 0; empty for a text that is not HCL
 */
export function definedLines(
  text: string,
  names: ReadonlySet<string>,
): ReadonlyMap<number, DefinedLine> {
  const found = new Map<number, DefinedLine>();
  const tokenized = tokenize(text);
  if ("error" in tokenized) return found;
  let line = 0;
  let depth = 0;
  let defined: { readonly name: string; readonly from: number } | undefined;
  let atLineStart = true;
  for (const [index, token] of tokenized.tokens.entries()) {
    if (atLineStart && depth === 0 && token.kind === "identifier" && names.has(token.text)) {
      const next = tokenized.tokens[index + 1];
      if (next?.kind === "=") defined = { name: token.text, from: line };
    }
    depth += bracketChange(token);
    atLineStart = endsLine(token);
    if (defined && atLineStart && depth === 0) {
      const { name, from } = defined;
      for (let at = from; at <= line; at++) found.set(at, { name, isFirst: at === from });
      defined = undefined;
    }
    line += token.text.split("\n").length - 1;
  }
  if (defined) found.set(defined.from, { name: defined.name, isFirst: true });
  return found;
}
