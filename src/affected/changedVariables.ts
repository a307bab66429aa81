import { outline } from "../hcl/outline/outline.ts";

/** The names that two texts of definitions (`terraform.tfvars`) define otherwise, sorted. */
export function changedVariables(before: string, after: string): readonly string[] {
  const old = definitionsOf(before);
  const young = definitionsOf(after);
  return [...new Set([...old.keys(), ...young.keys()])]
    .filter((name) => old.get(name) !== young.get(name))
    .sort();
}

function definitionsOf(text: string): ReadonlyMap<string, string> {
  const { attributes } = outline(text).body;
  return new Map(
    attributes.map(({ name, expression: { start, end } }) => [name, text.slice(start, end)]),
  );
}
