import type { input } from "zod";
import type { Stack } from "./stack.ts";
import type { OutputOf, Secrets, Settings, Variables } from "./variable.ts";

/** What an environment is to functions of the schema: its name and its values, defaults filled in. */
export interface EnvironmentView<S extends Settings, V extends Variables> {
  readonly environment: {
    readonly name: string;
    /** The key of the entry of `each` that makes it; absent where a spec of its own does. */
    readonly each?: string;
  };
  readonly settings: OutputOf<S>;
  readonly variables: OutputOf<V>;
}

/** What a computed value and a rule are given: an environment, and the others. */
export interface Facts<S extends Settings, V extends Variables> extends EnvironmentView<S, V> {
  /** All environments of the stack, this one among them, in promotion order. */
  readonly environments: readonly EnvironmentView<S, V>[];
  /** All environments of another stack: `environmentsOf(network)`. */
  readonly environmentsOf: <
    OtherS extends Settings,
    OtherV extends Variables,
    OtherC extends Secrets,
  >(
    stack: Stack<OtherS, OtherV, OtherC>,
  ) => readonly EnvironmentView<OtherS, OtherV>[];
}

/**
 * Values that follow from others and that no spec says. Each is a pure function: the same facts, the same value.
 *
 *     computed: { settings: { key: ({ environment }) => `${environment.name}.tfstate` } }
 */
export interface Computed<
  S extends Settings,
  V extends Variables,
  CS extends PropertyKey = keyof S,
  CV extends PropertyKey = keyof V,
> {
  readonly settings?: {
    readonly [Name in CS]?: (facts: Facts<S, V>) => input<S[Name & keyof S]["type"]>;
  };
  readonly variables?: {
    readonly [Name in CV]?: (facts: Facts<S, V>) => input<V[Name & keyof V]["type"]>;
  };
}

/**
 * What must hold of every environment's values, by a sentence that says it:
 *
 *     rules: { "min_tasks is at most max_tasks": ({ variables }) => variables.min_tasks <= variables.max_tasks }
 */
export type Rules<S extends Settings, V extends Variables> = Readonly<
  Record<string, (facts: Facts<S, V>) => boolean>
>;

/** Functions of a stack whose declarations are not known to the compiler. */
export type AnyFunctions = Readonly<Record<string, ((facts: never) => unknown) | undefined>>;
