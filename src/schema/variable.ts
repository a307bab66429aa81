import type { input, output, ZodType } from "zod";
import { type Declared, declaredHere } from "./declared.ts";

/** Free labels, for templates to select by: `{ container: ["core", "jobs"] }`. */
export type Labels = Readonly<Record<string, string | readonly string[]>>;

/** What a variable is besides its type. */
export interface VariableOptions {
  /** One sentence: Terraform's `description` and the editor's hover text. */
  readonly description: string;
  /**
   * The modules it is passed to: a list of names, or a map from module to that module's own name
   * for it. A module that is called more than once is named by its calls, see `calls` of a stack.
   * Absent: it stays a root variable of the environment.
   */
  readonly modules?: readonly string[] | Readonly<Record<string, string | ModuleArgument>>;
  readonly labels?: Labels;
  /**
   * Why environments may hold different values. The reason is the permission: without it the
   * variable must have the same value in every environment of its stack.
   */
  readonly drift?: string;
  /** No two environments of the stack may hold the same value: a network's addresses, a hostname. */
  readonly unique?: boolean;
  /**
   * Why nobody is to use it any more: `use other_name`. Where that names another variable of the stack, both names work
   * for a while: a spec says either, each has the other's value, and the old name is a warning.
   */
  readonly deprecated?: string;
  /** Terraform redacts the value in its output; reports mask it. */
  readonly sensitive?: boolean;
  /** The value is kept out of state and plan (Terraform 1.10). */
  readonly ephemeral?: boolean;
}

/** What a module calls a variable, where it also describes it in its own words. */
export interface ModuleArgument {
  readonly name: string;
  /** The description in the module; absent: the variable's own. */
  readonly description?: string;
}

/** A declared variable. Made by {@link variable}. */
export interface Variable<Type extends ZodType = ZodType> extends VariableOptions, Declared {
  readonly kind: "variable";
  readonly type: Type;
}

/**
 * Declares a Terraform variable.
 *
 * @param type any zod type that Terraform can express; one that it cannot is an error of
 *   `generate` and `check` that names the variable and the reason
 */
export function variable<Type extends ZodType>(
  type: Type,
  options: VariableOptions,
): Variable<Type> {
  return declaredHere({ ...options, kind: "variable", type }, variable);
}

/** What a setting is besides its type. */
export interface SettingOptions {
  readonly description?: string;
  /** Why environments may differ in it; the reason is the permission, as with variables. */
  readonly drift?: string;
  /** No two environments of the stack may hold the same value, as with variables. */
  readonly unique?: boolean;
  /** Says what of the templates an environment has: a new one takes it from the one that it is copied from, unasked. */
  readonly copied?: boolean;
}

/** A declared setting: for templates alone (a backend, a stage), not a Terraform variable. */
export interface Setting<Type extends ZodType = ZodType> extends SettingOptions, Declared {
  readonly kind: "setting";
  readonly type: Type;
}

/** Declares a setting of a stack's environments. Any zod type does: Terraform never sees it. */
export function setting<Type extends ZodType>(
  type: Type,
  options: SettingOptions = {},
): Setting<Type> {
  return declaredHere({ ...options, kind: "setting", type }, setting);
}

/** What a secret says of itself. */
export interface SecretOptions {
  readonly description: string;
  readonly labels?: Labels;
}

/** A declared secret: its existence is code, its value is never written down. */
export interface Secret extends SecretOptions, Declared {
  readonly kind: "secret";
}

/** Declares a secret. A spec that gives it a value is refused. */
export function secret(options: SecretOptions): Secret {
  return declaredHere({ ...options, kind: "secret" }, secret);
}

/** Declarations by name. */
export type Settings = Readonly<Record<string, Setting>>;
export type Variables = Readonly<Record<string, Variable>>;
export type Secrets = Readonly<Record<string, Secret>>;

type Typed = Readonly<Record<string, { readonly type: ZodType }>>;

/** The values that a record of variables or settings holds once defaults are filled in. */
export type OutputOf<Declarations extends Typed> = {
  readonly [Name in keyof Declarations]: output<Declarations[Name]["type"]>;
};

/** The values that a spec gives: what has a default may be left out. */
export type InputOf<Declarations extends Typed> = {
  readonly [Name in OptionalNames<Declarations>]?: input<Declarations[Name]["type"]>;
} & {
  readonly [Name in Exclude<keyof Declarations, OptionalNames<Declarations>>]: input<
    Declarations[Name]["type"]
  >;
};

type OptionalNames<Declarations extends Typed> = {
  [Name in keyof Declarations]: undefined extends input<Declarations[Name]["type"]> ? Name : never;
}[keyof Declarations];
