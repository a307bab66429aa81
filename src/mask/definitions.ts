import { outline } from "../hcl/outline/outline.ts";

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
  let line = 0;
  let offset = 0;
  const lineOf = (place: number): number => {
    line += text.slice(offset, place).split("\n").length - 1;
    offset = place;
    return line;
  };
  for (const { name, start, end } of outline(text).body.attributes) {
    if (!names.has(name)) continue;
    const first = lineOf(start);
    const last = lineOf(end);
    for (let at = first; at <= last; at++) found.set(at, { name, isFirst: at === first });
  }
  return found;
}
