import { literalValue } from "../hcl/outline/literalValue.ts";
import { outline } from "../hcl/outline/outline.ts";
import type { Environment } from "../model/environment.ts";
import { decodeText, type Files } from "../model/files.ts";
import type { ProjectStack } from "../model/schema.ts";
import type { Value } from "../model/value.ts";

/**
 * What sensitive variables were given when files were generated last, by name: the definitions that are on disk say it.
 * Such a value may stand in other files too, and a diff shows what they were.
 */
export function earlierValues(
  stack: ProjectStack,
  environments: readonly Environment[],
  files: Files,
): ReadonlyMap<string, readonly Value[]> {
  const earlier = new Map<string, Value[]>();
  const folders = environments.map(({ directory }) => directory);
  for (const folder of folders) {
    for (const { name: file } of files.list(folder)) {
      if (!file.endsWith(".tfvars")) continue;
      const text = decodeText(files.read(`${folder}/${file}`) ?? new Uint8Array()) ?? "";
      for (const { name, expression } of outline(text).body.attributes) {
        const value = stack.variables.get(name)?.sensitive ? literalValue(expression.tokens) : null;
        if (value !== undefined) earlier.set(name, [...(earlier.get(name) ?? []), value]);
      }
    }
  }
  return earlier;
}
