import { attributeNamed } from "../hcl/outline/find.ts";
import { type ReadType, readType } from "../hcl/readType.ts";
import type { Call, Declaration, Module } from "./module.ts";
import type { RemoteStates } from "./remoteState.ts";
import { type Known, knownOf, knownValue } from "./types.ts";

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

/** References lead from value to value: they are followed no deeper than this. */
const deepest = 8;

const unknown: Known = { kind: "unknown" };

/** The type that a variable declares. Undefined for any, for none and for what cannot be read. */
export function declaredType({ file, body }: Declaration): ReadType | undefined {
  const type = attributeNamed(body, "type")?.expression;
  return type && readType(file.text.slice(type.start, type.end));
}

/** The folder of the module that is called, as far as its code is there. */
export function folderOf(call: Call, modules: Modules): string | undefined {
  return call.folder ?? modules.installed?.(call);
}

/** What is known of what a reference in a module stands for. */
export function resolveIn(
  module: Module,
  modules: Modules,
  depth = 0,
): (names: readonly string[]) => Known {
  return ([root, name, member, ...rest]) => {
    if (depth > deepest || module.isOpaque) return unknown;
    if (root === "data" && name === "terraform_remote_state" && rest[0] === "outputs") {
      const state = rest.length === 2 ? modules.remote?.(module, member ?? "") : undefined;
      const declared = state?.environment.stack.outputs.get(rest[1] ?? "");
      if (declared) return knownOf(declared.type);
      return state ? outputOf(state.module, rest[1], modules, depth) : unknown;
    }
    if (rest.length > 0) return unknown;
    if (root === "var" && member === undefined) {
      const variable = module.variables.find((each) => each.name === name);
      return variable ? knownOf(declaredType(variable)) : unknown;
    }
    if (root === "local" && member === undefined) {
      const local = module.locals.find((each) => each.name === name);
      return local
        ? knownValue(local.attribute.expression, resolveIn(module, modules, depth + 1))
        : unknown;
    }
    if (root !== "module" || member === undefined) return unknown;
    const call = module.calls.find((each) => each.name === name);
    const isRepeated =
      call && (attributeNamed(call.body, "count") ?? attributeNamed(call.body, "for_each"));
    const folder = call && !isRepeated ? folderOf(call, modules) : undefined;
    const called = folder === undefined ? undefined : modules(folder);
    return called ? outputOf(called, member, modules, depth) : unknown;
  };
}

/** What is known of the value of a module's output. */
function outputOf(
  module: Module,
  name: string | undefined,
  modules: Modules,
  depth: number,
): Known {
  const output = module.outputs.find((each) => each.name === name);
  const value = output && attributeNamed(output.body, "value");
  return value ? knownValue(value.expression, resolveIn(module, modules, depth + 1)) : unknown;
}
