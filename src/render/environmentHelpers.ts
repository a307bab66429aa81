import { nearest } from "../diagnostics/nearest.ts";
import { Expression, isRecord, type TemplateData } from "../template/expression.ts";
import type { Helper } from "../template/helper.ts";
import { ownMember } from "../template/lookUp.ts";
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
    outputOf: {
      parameters: 2,
      options: ["type"],
      run({ parameters: [environment = null, name = null], options, refuse }): TemplateData {
        const outputs = ownMember(environment, "outputs") ?? null;
        const output = ownMember(outputs, String(name));
        const stack = String(ownMember(environment, "stack") ?? "");
        if (output === undefined) {
          const known = isRecord(outputs) ? Object.keys(outputs) : [];
          const problem = isRecord(outputs)
            ? `stack "${stack}" declares no output "${String(name)}"`
            : "outputOf takes an environment and the name of an output";
          refuse(problem, nearest(String(name), known));
          return "";
        }
        const wanted = options.get("type");
        const declared = ownMember(output, "type");
        const type = declared instanceof Expression ? declared.text.replaceAll(/\s+/g, " ") : "";
        if (wanted !== undefined && !isSameType(String(wanted), type)) {
          refuse(`output "${String(name)}" of stack "${stack}" is ${type}, not ${String(wanted)}`);
        }
        return String(name);
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

/** Whether two type constraints differ at most in how they are laid out. */
function isSameType(one: string, other: string): boolean {
  const plain = (text: string): string => text.replaceAll(/[\s,]+/g, "");
  return plain(one) === plain(other);
}
