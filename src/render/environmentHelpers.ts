import { nearest } from "../diagnostics/nearest.ts";
import type { TemplateData } from "../template/expression.ts";
import type { Helper } from "../template/helper.ts";
import type { EnvironmentSummary } from "./context.ts";

/** Helpers that tell a template of all environments, those of other stacks too. */
export function environmentHelpers(
  all: () => readonly EnvironmentSummary[],
): Readonly<Record<string, Helper>> {
  return {
    environment: {
      parameters: 1,
      options: [],
      run({ parameters: [name = null], refuse }): TemplateData {
        const environments = all();
        const found = environments.find((one) => one.name === name);
        if (found) return found;
        const known = environments.map((one) => one.name);
        refuse(`there is no environment "${String(name)}"`, nearest(String(name), known));
        return null;
      },
    },
    environments: {
      parameters: 0,
      options: ["stack"],
      run({ options, refuse }): TemplateData {
        const environments = all();
        const stack = options.get("stack");
        if (stack === undefined) return environments;
        const found = environments.filter((one) => one.stack === stack);
        const known = new Set(environments.map((one) => one.stack));
        if (found.length === 0) {
          refuse(
            `there is no environment of stack "${String(stack)}"`,
            nearest(String(stack), known),
          );
        }
        return found;
      },
    },
  };
}
