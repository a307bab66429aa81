import type { Location } from "../diagnostics/diagnostic.ts";
import type { Value } from "./value.ts";

/** Every place that one variable, secret or output of one stack passes through, in order. */
export interface Thread {
  readonly name: string;
  readonly kind: "variable" | "secret" | "output";
  readonly stack: string;
  readonly description: string;
  readonly labels: Readonly<Record<string, readonly string[]>>;
  /** Why environments may differ in it. */
  readonly drift?: string;
  readonly sensitive: boolean;
  /** In the schema. */
  readonly declaration?: Location;
  /** One for each environment of the stack. Of a secret and an output there are none. */
  readonly values: readonly ThreadValue[];
  /** In each environment's terraform.tfvars. */
  readonly definitions: readonly ThreadPlace[];
  /** The root modules' `variable` blocks; of an output its blocks there. */
  readonly declarations: readonly ThreadPlace[];
  /** Where it is passed on to a module. */
  readonly arguments: readonly ThreadPlace[];
  /** The called modules' `variable` blocks; of an output those of the modules that its value comes from. */
  readonly moduleDeclarations: readonly ThreadPlace[];
  /** Where its value is used. Of a secret: where its name stands; of an output: where others read it from the state. */
  readonly reads: readonly ThreadPlace[];
  /** Whether no code reads it and no template writes its value. */
  readonly neverUsed: boolean;
}

/** An environment's value, and where it comes from. */
export interface ThreadValue {
  readonly environment: string;
  /** Absent where the variable is sensitive, or optional and not given. */
  readonly value?: Value;
  /** The environment's own spec, a file that it extends, the type's default, or the schema, which computes it. */
  readonly from: "spec" | "inherited" | "default" | "computed";
  /** What a computed value is made from: `environment.name`, `settings.x`, `variables.x`. */
  readonly reads?: readonly string[];
  readonly location?: Location;
}

/** A line of generated code. */
export interface ThreadPlace {
  readonly location: Location;
  readonly environment?: string;
  /** The outermost block around it, as it is written: `module "core"`. */
  readonly block?: string;
  /** The module that an argument goes to, or that a declaration is of: its folder. */
  readonly module?: string;
  /** The environment from whose state an output is read. */
  readonly state?: string;
}
