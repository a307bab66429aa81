import type { TemplateMistake } from "../diagnostics/messages/templateMistakes.ts";
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
        const mistake = { kind: "absent", what: "environment", name: String(name) } as const;
        refuse(mistake, nearest(String(name), known));
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
          const mistake: TemplateMistake = isRecord(outputs)
            ? { kind: "no-output", name: String(name), stack }
            : { kind: "takes", name: "outputOf" };
          refuse(mistake, nearest(String(name), known));
          return "";
        }
        const wanted = options.get("type");
        const declared = ownMember(output, "type");
        const type = declared instanceof Expression ? declared.text.replaceAll(/\s+/g, " ") : "";
        if (wanted !== undefined && !isSameType(String(wanted), type)) {
          refuse({ kind: "output-type", name: String(name), stack, type, wanted: String(wanted) });
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
            { kind: "absent", what: "environment of stack", name: String(stack) },
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
