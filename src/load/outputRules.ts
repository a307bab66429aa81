import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import { templatesDirectory } from "../model/layout.ts";
import type { ProjectSchema } from "../model/schema.ts";
import type { ProjectDefinition } from "../schema/stack.ts";

/** Where output would go that it must not: out of the project, or into the folders that it is made from. */
export function outputProblems(
  { output }: Pick<ProjectDefinition, "output">,
  { stacks, location }: ProjectSchema,
): Diagnostic[] {
  const all = [
    { output, location, what: "the project" },
    ...[...stacks.values()].map(({ name, output, location }) => ({
      output,
      location,
      what: `stack "${name}"`,
    })),
  ];
  return all.flatMap(({ output, location, what }) => {
    const why = output === undefined ? undefined : outputFault(output);
    return why === undefined
      ? []
      : [diagnostic("output-place", { what, output: String(output), why }, location)];
  });
}

function outputFault(output: unknown): string | undefined {
  if (typeof output !== "string") return "it is no text";
  if (/^(?:[\\/]|[A-Za-z]:)/.test(output)) return "it is an absolute path";
  if (output.includes("\\")) return "folders are parted by /";
  const steps = output.split("/");
  if (steps.includes("..")) return "it leads out of its folder";
  const own = steps.find((step) => step !== "." && step !== "");
  if (
    own === "schema" ||
    own === templatesDirectory ||
    own === "node_modules" ||
    own?.startsWith(".git")
  ) {
    return `${own}/ is read, not written`;
  }
  return undefined;
}
