import { type Diagnostic, diagnostic, type Location } from "../diagnostics/diagnostic.ts";
import {
  belowOutput,
  isSource,
  isValuesPattern,
  type Layout,
  templatesDirectory,
} from "../model/layout.ts";
import type { ProjectSchema } from "../model/schema.ts";
import type { ProjectDefinition, Stack } from "../schema/stack.ts";

/** Where output would go that it must not: out of the project, or into the folders that it is made from. */
export function outputProblems(
  { output, outside }: Pick<ProjectDefinition, "output" | "outside">,
  { stacks, location, layout }: ProjectSchema,
): Diagnostic[] {
  const all = [
    { output, location, what: "the project" },
    ...[...stacks.values()].map(({ name, output, location }) => ({
      output,
      location,
      what: `stack "${name}"`,
    })),
  ];
  const folders = all.flatMap(({ output, location, what }) => {
    const why = output === undefined ? undefined : outputFault(output);
    return why === undefined
      ? []
      : [diagnostic("output-place", { what, output: String(output), why }, location)];
  });
  const roots = [...stacks.values()].flatMap(({ name, output, location, definition }) => {
    const { rootModule } = definition as Stack;
    const why = rootModule === undefined ? undefined : rootModuleFault(rootModule, output);
    const args = { what: `stack "${name}"`, output, why: `${why}` };
    return why === undefined ? [] : [diagnostic("output-place", args, location)];
  });
  return [...folders, ...roots, ...outsideProblems(outside, layout, location)];
}

/** Files that are declared to go elsewhere, where they cannot. */
function outsideProblems(
  outside: unknown = [],
  layout: Layout,
  location: Location | undefined,
): Diagnostic[] {
  const paths: readonly unknown[] = Array.isArray(outside) ? outside : [outside];
  return paths.flatMap((path) => {
    const why = Array.isArray(outside) ? outsideFault(path, layout) : "outside is a list of paths";
    return why === undefined
      ? []
      : [diagnostic("outside-place", { path: String(path), why }, location)];
  });
}

/** Why a file cannot go elsewhere than into the output folder. */
export function outsideFault(path: unknown, layout: Layout): string | undefined {
  const fault = placeFault(path);
  if (fault !== undefined || typeof path !== "string") return fault;
  const steps = path.split("/");
  if (steps.some((step) => step === "" || step === "."))
    return "it is not the shortest path to a file";
  if (isSource(steps)) return `${steps[0]}/ is read, not written`;
  return belowOutput(layout, path) === undefined ? undefined : "it is in the output folder anyway";
}

function rootModuleFault(rootModule: string, output: string): string | undefined {
  const fault = placeFault(rootModule);
  const why = isValuesPattern(output)
    ? fault
    : "that takes files of values, such as env/{environment}.tfvars";
  return why && `its rootModule is ${JSON.stringify(rootModule)}: ${why}`;
}

function outputFault(output: unknown): string | undefined {
  const fault = placeFault(output);
  if (fault !== undefined || typeof output !== "string") return fault;
  const own = output.split("/").find((step) => step !== "." && step !== "");
  const isRead =
    own === "schema" ||
    own === templatesDirectory ||
    own === "node_modules" ||
    own?.startsWith(".git");
  return isRead ? `${own}/ is read, not written` : undefined;
}

function placeFault(place: unknown): string | undefined {
  if (typeof place !== "string") return "it is no text";
  if (/^(?:[\\/]|[A-Za-z]:)/.test(place)) return "it is an absolute path";
  if (place.includes("\\")) return "folders are parted by /";
  return place.split("/").includes("..") ? "it leads out of its folder" : undefined;
}
