import { type Constant, unknown } from "../hcl/evaluate/constant.ts";
import { evaluate, type Scope } from "../hcl/evaluate/evaluate.ts";
import type { Files } from "../model/files.ts";
import { codeReader, type DeclaredCode } from "./declaredCode.ts";
import { definitionsIn } from "./definitions.ts";
import { expectedKeys, givenBy, scopeOf, withinInstance } from "./expectedKeys.ts";
import { asWrittenHere, stepOf, stepText } from "./moduleSteps.ts";
import type { StateInstance } from "./readState.ts";

/** The arguments that code gives to an instance of a resource. */
export type ArgumentsOf = (instance: StateInstance) => ReadonlyMap<string, Constant>;

/** A module's code where it is called, and the values of its names. */
interface CalledCode {
  readonly code: DeclaredCode;
  readonly scope: Scope;
}

/**
 * Finds the arguments that an environment's code gives to its resources, through module calls, as far as code and
 * `terraform.tfvars` determine them without Terraform.
 *
 * @param codeIn a reader that has already read the files' code
 */
export function argumentsIn(
  files: Pick<Files, "read" | "list">,
  folder: string,
  codeIn = codeReader(files),
): ArgumentsOf {
  const code = codeIn(folder);
  const root: CalledCode = { code, scope: scopeOf(code, definitionsIn(files, folder)) };
  const known = new Map<string, CalledCode | undefined>();
  const codeAt = (address: string): CalledCode | undefined => {
    if (!known.has(address)) known.set(address, follow(root, asWrittenHere(address), codeIn));
    return known.get(address);
  };
  return (instance) => {
    const { code, scope } = codeAt(instance.module) ?? {};
    const name = `${instance.type}.${instance.name}`;
    const resource = code?.resources.find((each) => each.name === name);
    if (!resource || !scope || code?.isOverridden) return new Map();
    const value = expectedKeys(resource, scope)?.get(instance.index) ?? unknown;
    const inside = withinInstance(scope, instance.index, value);
    return new Map(
      [...resource.arguments].map(([name, expression]) => [name, evaluate(expression, inside)]),
    );
  };
}

/** Follows the calls of a module's address; undefined if that leaves the repository. */
function follow(
  from: CalledCode,
  address: string,
  codeIn: (folder: string) => DeclaredCode,
): CalledCode | undefined {
  if (address === "") return from;
  const step = stepText(address);
  const { name, key } = stepOf(step);
  const { code, scope } = from;
  const call = code.calls.find((each) => each.name === name);
  if (call?.folder === undefined || code.isOverridden) return undefined;
  const value = expectedKeys(call, scope)?.get(key) ?? unknown;
  const called = codeIn(call.folder);
  const given = givenBy(call.arguments, called, withinInstance(scope, key, value));
  const inside = { code: called, scope: scopeOf(called, given) };
  return follow(inside, address.slice(step.length + 1), codeIn);
}
