import { type Diagnostic, diagnostic, type Location } from "../diagnostics/diagnostic.ts";
import type { PlaceReason } from "../diagnostics/messages/reasons.ts";
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
    if (rootModule === undefined || !why) return [];
    return [
      diagnostic("output-place", { what: `stack "${name}"`, output, rootModule, why }, location),
    ];
  });
  return [...folders, ...roots, ...outsideProblems(outside, layout, location)];
}

/** Paths of `outside` that are not allowed. */
function outsideProblems(
  outside: unknown = [],
  layout: Layout,
  location: Location | undefined,
): Diagnostic[] {
  const paths: readonly unknown[] = Array.isArray(outside) ? outside : [outside];
  return paths.flatMap((path) => {
    const why: PlaceReason | undefined = Array.isArray(outside)
      ? outsideFault(path, layout)
      : { kind: "not-a-list" };
    return why === undefined
      ? []
      : [diagnostic("outside-place", { path: String(path), why }, location)];
  });
}

/** Why a file cannot be written outside of the output folder. */
export function outsideFault(path: unknown, layout: Layout): PlaceReason | undefined {
  const fault = placeFault(path);
  if (fault !== undefined || typeof path !== "string") return fault;
  const steps = path.split("/");
  if (steps.some((step) => step === "" || step === ".")) return { kind: "detour" };
  if (isSource(steps)) return { kind: "read", folder: steps[0] ?? "" };
  return belowOutput(layout, path) === undefined ? undefined : { kind: "in-output" };
}

function rootModuleFault(rootModule: string, output: string): PlaceReason | undefined {
  return isValuesPattern(output) ? placeFault(rootModule) : { kind: "not-values" };
}

function outputFault(output: unknown): PlaceReason | undefined {
  const fault = placeFault(output);
  if (fault !== undefined || typeof output !== "string") return fault;
  const own = output.split("/").find((step) => step !== "." && step !== "") ?? "";
  const isRead =
    own === "schema" ||
    own === templatesDirectory ||
    own === "node_modules" ||
    own.startsWith(".git");
  return isRead ? { kind: "read", folder: own } : undefined;
}

function placeFault(place: unknown): PlaceReason | undefined {
  if (typeof place !== "string") return { kind: "not-text" };
  if (/^(?:[\\/]|[A-Za-z]:)/.test(place)) return { kind: "absolute" };
  if (place.includes("\\")) return { kind: "backslash" };
  return place.split("/").includes("..") ? { kind: "above" } : undefined;
}
