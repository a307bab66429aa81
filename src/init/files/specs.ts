import { posix } from "node:path";
import { modelineFor } from "../../editorSchema/modeline.ts";
import { defaultLayout, type Layout, recordFile, specsDirectory } from "../../model/layout.ts";
import { entryLines } from "../../yaml/valueText.ts";
import { type Blueprint, noValues, type SpecValues } from "../blueprint.ts";

/** The specs: one that all environments extend, and one for each; by path. */
export function specFiles(
  blueprint: Blueprint,
  layout: Layout = defaultLayout,
): ReadonlyMap<string, string> {
  const { stack, environments, shared, each } = blueprint;
  const schema = recordFile(layout, `schema/${stack}.schema.json`);
  const sharedFile = `${specsDirectory}/_${stack}.yaml`;
  const about = `# What all environments of stack ${stack} have in common.\n`;
  const files = new Map([
    [sharedFile, `${modelineFor(sharedFile, schema)}\n${about}${sections(shared)}`],
  ]);
  for (const environment of environments) {
    const file = `${specsDirectory}/${environment}.yaml`;
    const extended = posix.relative(posix.dirname(file), sharedFile);
    const head =
      `${modelineFor(file, schema)}\n` +
      entryLines("stack", stack) +
      entryLines("extends", extended);
    const own = sections(each.get(environment) ?? noValues);
    files.set(file, own === "" ? head : `${head}\n${own}`);
  }
  return files;
}

function sections({ settings, variables }: SpecValues): string {
  return Object.entries({ settings, variables })
    .filter(([, values]) => Object.keys(values).length > 0)
    .map(([name, values]) => entryLines(name, values))
    .join("\n");
}
