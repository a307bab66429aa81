import {
  asType,
  type Constant,
  entriesOf,
  isObject,
  isSet,
  unknown,
  within,
} from "../hcl/evaluate/constant.ts";
import { evaluate, nothingKnown, type Scope } from "../hcl/evaluate/evaluate.ts";
import type { Expression } from "../hcl/outline/nodes.ts";
import type { DeclaredCode, DeclaredVariable, Repeated } from "./declaredCode.ts";

/** The key of an instance: of `count` a number, of `for_each` a text, and none where there is one alone. */
export type InstanceKey = string | number | undefined;

/** The instances that code declares, with the `each.value` of each; undefined: not known. */
export type ExpectedKeys = ReadonlyMap<InstanceKey, Constant> | undefined;

const one: ReadonlyMap<InstanceKey, Constant> = new Map([[undefined, unknown]]);

/** Larger counts are not compared. */
const mostInstances = 10_000;

/** The instances of a resource or a module call that its code declares. */
export function expectedKeys({ repeats }: Repeated, scope: Scope): ExpectedKeys {
  if (repeats === undefined) return one;
  if (repeats === "unread") return undefined;
  const value = evaluate(repeats.value, scope);
  if (repeats.by === "count") {
    const isCount = typeof value === "number" && Number.isInteger(value) && value >= 0;
    if (!isCount || value > mostInstances) return undefined;
    return new Map(Array.from({ length: value }, (_, index) => [index, unknown]));
  }
  if (isObject(value)) return new Map(entriesOf(value));
  return isSet(value) ? new Map([...value].map((key) => [key, key])) : undefined;
}

/** What is given to a module's variables. */
export type Given = ReadonlyMap<string, Constant>;

/** The values of names in a module's code: variables and local values. */
export function scopeOf(code: DeclaredCode, given: Given): Scope {
  const { variables, locals } = code;
  if (code.isOverridden) return nothingKnown;
  const known = new Map<string, Constant>();
  const once = (key: string, work: () => Constant): Constant => {
    const found = known.get(key);
    if (found !== undefined) return found;
    // A local value that depends on itself has no value.
    known.set(key, unknown);
    const value = work();
    known.set(key, value);
    return value;
  };
  const scope: Scope = ([root, name = "", ...rest]) => {
    const variable = root === "var" ? variables.get(name) : undefined;
    if (variable) {
      return within(
        once(`var.${name}`, () => valueIn(variable, given.get(name))),
        rest,
      );
    }
    const local = root === "local" ? locals.get(name) : undefined;
    return local
      ? within(
          once(`local.${name}`, () => evaluate(local, scope)),
          rest,
        )
      : unknown;
  };
  return scope;
}

/** Within one instance of a module call: what `each` and `count` are there. */
export function withinInstance(scope: Scope, key: InstanceKey, value: Constant): Scope {
  return (path) => {
    const [root, name, ...rest] = path;
    if (root === "each" && typeof key === "string") {
      return name === "key" ? key : name === "value" ? within(value, rest) : unknown;
    }
    if (root === "count" && typeof key === "number") return name === "index" ? key : unknown;
    return scope(path);
  };
}

/** The values that a module call's arguments give to its variables. */
export function givenBy(
  given: ReadonlyMap<string, Expression>,
  { variables }: DeclaredCode,
  scope: Scope,
): Given {
  return new Map(
    [...variables].map(([name, variable]) => {
      const expression = given.get(name) ?? variable.default;
      return [name, expression ? evaluate(expression, scope) : unknown];
    }),
  );
}

/** A variable without a value may get one from outside of the code. */
function valueIn(
  { type, default: otherwise, isNeverNull }: DeclaredVariable,
  given: Constant = unknown,
): Constant {
  const value =
    given === null && isNeverNull
      ? otherwise
        ? evaluate(otherwise, nothingKnown)
        : unknown
      : given;
  return asType(value, type);
}
