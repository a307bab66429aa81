import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { readText } from "../model/files.ts";
import type { Project } from "../model/project.ts";
import { layersOf } from "../resolve/inherit.ts";
import { modelineProblems } from "./modeline.ts";

/**
 * Warnings of specs whose modeline is missing or leads elsewhere: of environments, and of files that the
 * environments of one stack alone extend. What several stacks share has no JSON Schema of its own.
 *
 * @param schemaFileOf the path of a stack's JSON Schema, below the root
 */
export function checkModelines(
  { files, specs, environments }: Pick<Project, "files" | "specs" | "environments">,
  schemaFileOf: (stack: string) => string,
): Diagnostic[] {
  const stacks = new Map<string, Set<string>>();
  for (const { file, stack } of environments) {
    const spec = specs.get(file);
    for (const layer of spec ? layersOf(specs, spec) : []) {
      stacks.set(layer.file, (stacks.get(layer.file) ?? new Set()).add(stack.name));
    }
  }
  return [...stacks].flatMap(([file, [stack, ...others]]) => {
    if (stack === undefined || others.length > 0) return [];
    const text = readText(files, file) ?? "";
    return modelineProblems(file, text, { stack, schemaFile: schemaFileOf(stack) });
  });
}
