import type { ZodType } from "zod";
import type { Location } from "../diagnostics/diagnostic.ts";
import type { Atlantis } from "./atlantis.ts";
import type { Layout } from "./layout.ts";
import type { Promotion } from "./promotion.ts";
import type { TerraformType, VariableDeclaration } from "./terraformType.ts";

/** Labels with their values as lists, however they were written. */
export type LabelValues = ReadonlyMap<string, readonly string[]>;

/** A checked variable, with its `variable` blocks. */
export interface ProjectVariable {
  readonly name: string;
  readonly description: string;
  /** The root module's `variable` block. */
  readonly declaration: VariableDeclaration;
  readonly type: TerraformType;
  readonly zod: ZodType;
  /** Whether a spec must give it a value. */
  readonly required: boolean;
  /** The calls it is passed to, each with the `variable` block that the called module has for it. */
  readonly calls: ReadonlyMap<string, VariableDeclaration>;
  readonly labels: LabelValues;
  /** Why environments may differ in it; absent: they may not. */
  readonly drift?: string;
  /** Whether no two environments may hold the same value. */
  readonly unique: boolean;
  /** Computes the value; absent: specs set it. */
  readonly compute?: SchemaFunction;
  readonly sensitive: boolean;
  /** Absent: anybody may use it. */
  readonly deprecated?: Deprecation;
  readonly location?: Location;
}

/** Why a variable should not be used any more. */
export interface Deprecation {
  /** As the schema says it: `use other_name`. */
  readonly message: string;
  /** The variable that replaces it. */
  readonly successor?: string;
}

/** A function of the schema. Its argument is made where specs are resolved. */
export type SchemaFunction = (facts: never) => unknown;

/** A condition across the values of an environment. */
export interface ProjectRule {
  /** The sentence that says it. */
  readonly name: string;
  readonly holds: SchemaFunction;
}

/** A call of a module in the environments of a stack: `module "name" {}`. */
export interface ModuleCall {
  readonly name: string;
  /** The folder of `modules/`; absent where the module comes from elsewhere. */
  readonly module?: string;
  /** Its source, if it is not a folder of `modules/`. */
  readonly source?: string;
  readonly version?: string;
  /** The module that calls it, where no environment does. */
  readonly calledBy?: string;
  /** The variable whose entries make instances, and what their attributes are to the module. */
  readonly forEach?: {
    readonly variable: string;
    readonly declarations: readonly VariableDeclaration[];
  };
}

/** A checked setting. */
export interface ProjectSetting {
  readonly name: string;
  readonly description?: string;
  readonly zod: ZodType;
  readonly drift?: string;
  readonly unique: boolean;
  /** Whether `add environment` copies it without asking. */
  readonly copied?: boolean;
  readonly compute?: SchemaFunction;
  readonly location?: Location;
}

/** A checked secret. */
export interface ProjectSecret {
  readonly name: string;
  readonly description: string;
  readonly labels: LabelValues;
  readonly location?: Location;
}

/** An output that a stack declares. */
export interface ProjectOutput {
  readonly name: string;
  readonly description: string;
  readonly type: TerraformType;
  readonly location?: Location;
}

/** A checked stack. Maps keep the schema's order. */
export interface ProjectStack {
  readonly name: string;
  readonly settings: ReadonlyMap<string, ProjectSetting>;
  readonly variables: ReadonlyMap<string, ProjectVariable>;
  readonly secrets: ReadonlyMap<string, ProjectSecret>;
  /** Every call of a module, by name: those that the schema names, and the modules that variables go to. */
  readonly calls: ReadonlyMap<string, ModuleCall>;
  readonly rules: readonly ProjectRule[];
  /** The outputs that others may read; empty: the schema declares none. */
  readonly outputs: ReadonlyMap<string, ProjectOutput>;
  /** Stacks whose environments are applied before its own. */
  readonly after: readonly string[];
  /** How many stacks come before it, one after the other. */
  readonly rank: number;
  /** Whether some stack comes after it. */
  readonly isFollowed: boolean;
  /** The lowest version of Terraform that it supports, if declared. */
  readonly terraform?: string;
  /** The lowest version of OpenTofu that it supports, if declared. */
  readonly opentofu?: string;
  /** The object of `defineStack`, by which functions of the schema name the stack. */
  readonly definition: object;
  /** The labels that exist, each with its values; a key without a fixed list of values holds those in use. */
  readonly labels: ReadonlyMap<string, readonly string[]>;
  /** Whether `labels` is what the schema fixed, so that anything else is a mistake. */
  readonly labelsAreFixed: boolean;
  /** The order of its environments: its own, or the project's. */
  readonly promotion: Promotion;
  /** Where its environments are, below the output folder: a pattern with `{environment}` or `{name}`. */
  readonly output: string;
  /** Of environments that are files of values: the folder of the root module that they share, below the output folder. */
  readonly rootModule?: string;
  readonly location?: Location;
}

/** The checked schema. */
export interface ProjectSchema {
  readonly stacks: ReadonlyMap<string, ProjectStack>;
  /** The project's own helpers, by the name that templates call them by. */
  readonly helpers: ReadonlyMap<string, (...parameters: never[]) => unknown>;
  /** The project's order; a stack may have its own. */
  readonly promotion: Promotion;
  readonly layout: Layout;
  /** Absent: there is no file for Atlantis. */
  readonly atlantis?: Atlantis;
  /** Removed environments whose states need not be read any more. */
  readonly retired?: ReadonlySet<string>;
  readonly location?: Location;
}
