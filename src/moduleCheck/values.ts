import { type Constant, Unknown, unknown, within } from "../hcl/evaluate/constant.ts";
import { evaluate, nothingKnown, type Scope } from "../hcl/evaluate/evaluate.ts";
import { attributeNamed } from "../hcl/outline/find.ts";
import type { Expression } from "../hcl/outline/nodes.ts";
import { readType } from "../hcl/readType.ts";
import type { TerraformType } from "../model/terraformType.ts";
import type { Call, Declaration, Module } from "./module.ts";
import type { RemoteStates } from "./remoteState.ts";

/** Modules by folder; undefined for a folder without Terraform code. */
export interface Modules {
  (folder: string): Module | undefined;
  /** What a module reads of another environment's state. */
  readonly remote?: RemoteStates;
  /** The folder of a module that is no folder of the repository, where Terraform has installed it. */
  readonly installed?: (call: Call) => string | undefined;
  /** Whether code by hand, elsewhere in the repository, calls a folder's module. */
  readonly isCalledByHand?: (folder: string) => boolean;
}

/** The largest depth to which references are followed. */
const deepest = 8;

/** The type that a variable declares. Undefined for any, for none and for what cannot be read. */
export function declaredType({ body }: Declaration): TerraformType | undefined {
  const type = attributeNamed(body, "type")?.expression;
  return type && readType(type);
}

/** The folder of the module that is called, as far as its code is there. */
export function folderOf(call: Call, modules: Modules): string | undefined {
  return call.folder ?? modules.installed?.(call);
}

/**
 * The known values of names in a module. Each is computed once: it may be used many times in a `for`, and
 * what it leads to again.
 */
export function scopeIn(module: Module, modules: Modules, depth = 0): Scope {
  if (depth > deepest || module.isOpaque) return nothingKnown;
  const known = new Map<Expression, Constant>();
  const deeper = new Map<Module, Scope>();
  return ([root, name, ...rest]) => {
    switch (root) {
      case "var": {
        const variable = module.variables.find((each) => each.name === name);
        return within(new Unknown(variable && declaredType(variable)), rest);
      }
      case "local": {
        const local = module.locals.find((each) => each.name === name)?.attribute.expression;
        return local ? within(once(local, module), rest) : unknown;
      }
      case "module": {
        const call = module.calls.find((each) => each.name === name);
        return call && !isRepeated(call) ? outputOf(calledBy(call, modules), rest) : unknown;
      }
      case "data": {
        const [source = "", outputs, ...output] = rest;
        const isRead = name === "terraform_remote_state" && outputs === "outputs";
        const state = isRead ? modules.remote?.(module, source) : undefined;
        const declared = state?.environment.stack.outputs.get(output[0] ?? "");
        return declared
          ? within(new Unknown(declared.type), output.slice(1))
          : outputOf(state?.module, output);
      }
      default:
        return unknown;
    }
  };

  function outputOf(from: Module | undefined, [name, ...rest]: readonly string[]): Constant {
    const output = from?.outputs.find((each) => each.name === name);
    const value = output && attributeNamed(output.body, "value")?.expression;
    return from && value ? within(once(value, from), rest) : unknown;
  }

  function once(expression: Expression, of: Module): Constant {
    const found = known.get(expression);
    if (found !== undefined) return found;
    const scope = deeper.get(of) ?? scopeIn(of, modules, depth + 1);
    deeper.set(of, scope);
    const value = evaluate(expression, scope);
    known.set(expression, value);
    return value;
  }
}

function isRepeated({ body }: Call): boolean {
  return ["count", "for_each"].some((name) => attributeNamed(body, name));
}

function calledBy(call: Call, modules: Modules): Module | undefined {
  const folder = folderOf(call, modules);
  return folder === undefined ? undefined : modules(folder);
}
