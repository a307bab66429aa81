import type { Promotion } from "./promotion.ts";
import type { Named, Place } from "./subject.ts";
import type { Value } from "./value.ts";

/** What a project has: `list`. */
export interface Inventory {
  readonly version: 1;
  /** In the order in which they are applied. */
  readonly stacks: readonly {
    readonly name: string;
    /** Stacks that are applied before it. */
    readonly after?: readonly string[];
    readonly calls: readonly ListedCall[];
    /** The promotion order of its environments. */
    readonly waves: Promotion;
    /** In promotion order, others last. */
    readonly environments: readonly { readonly name: string; readonly spec: string }[];
  }[];
}

/** A call of a module. */
export interface ListedCall {
  readonly name: string;
  /** The folder of `modules/`. */
  readonly module?: string;
  /** Its source, if it is not a folder of `modules/`. */
  readonly source?: string;
  readonly version?: string;
  /** The variable whose entries make instances. */
  readonly forEach?: string;
}

/** Every value of an environment, and where it comes from: `show`. */
export interface Resolved {
  readonly environment: string;
  readonly stack: string;
  readonly spec: string;
  readonly values: readonly ResolvedValue[];
}

/** A variable or a setting of an environment. */
export interface ResolvedValue extends Named {
  readonly sensitive: boolean;
  /** Absent where it is sensitive, or optional and not given. */
  readonly value?: Value | undefined;
  /** The environment's own spec, a file that it extends, the type's default, or the schema, which computes it. */
  readonly from: "spec" | "inherited" | "default" | "computed";
  /** What a computed value is made from. */
  readonly reads?: readonly string[] | undefined;
  /** Where it was written; of a default and of what is computed: where it is declared. */
  readonly place?: Place | undefined;
}
