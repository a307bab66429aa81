import type { AnyFunctions, Computed, Rules } from "./computed.ts";
import { type Declared, declaredHere } from "./declared.ts";
import type { StackOutput } from "./output.ts";
import type { InputOf, OutputOf, Secrets, Settings, Variables } from "./variable.ts";

/** What a stack is made of. */
export interface StackOptions<
  S extends Settings = Settings,
  V extends Variables = Variables,
  C extends Secrets = Secrets,
  CS extends PropertyKey = keyof S,
  CV extends PropertyKey = keyof V,
> {
  readonly settings?: S;
  readonly variables?: V;
  readonly secrets?: C;
  /**
   * The labels that exist, each with its values: `{ container: ["core", "jobs"] }`. Where given,
   * a label outside of it is an error, in the schema as in a template's filter.
   */
  readonly labels?: Readonly<Record<string, readonly string[]>>;
  /**
   * The modules that an environment calls, by the name of the call: `{ api: "service", worker: "service" }`.
   * One that is called once, under its own name, need not stand here.
   */
  readonly calls?: Readonly<Record<string, ModuleCallOptions>>;
  /**
   * The lowest Terraform version that the stack supports, such as `1.9`: what needs a later one is an error.
   * Templates know it as `stack.terraform`.
   */
  readonly terraform?: string;
  /**
   * The lowest OpenTofu version that the stack supports, such as `1.8`, beside Terraform or alone. Templates know it
   * as `stack.opentofu`.
   */
  readonly opentofu?: string;
  /** Values that follow from others: no spec says them. */
  readonly computed?: Computed<NoInfer<S>, NoInfer<V>, CS, CV>;
  /** What must hold across the values of an environment, each by the sentence that says it. */
  readonly rules?: Rules<NoInfer<S>, NoInfer<V>>;
  /** What environments keep in their states for others: code elsewhere that reads it is held to it. */
  readonly outputs?: Readonly<Record<string, StackOutput>>;
  /** Stacks whose environments are applied before those of this one, because it reads what they have made. */
  readonly after?: readonly string[];
  /** The order in which this stack's environments take a change, where it is not the project's. */
  readonly promotion?: PromotionOrder;
  /**
   * Where the stack's environments are, below the project's output folder: a path in which `{environment}` stands for
   * the environment's name and `{name}` for what follows its last `/`. `environments/{environment}` if not given.
   *
   * One that ends in `.tfvars` says that each environment is a file of values for one root module that all share, given
   * with `-var-file`: `env/{environment}.tfvars`.
   */
  readonly output?: string;
  /** The folder of the root module that these files are for, below the project's output folder; that folder if not given. */
  readonly rootModule?: string;
}

/** A module that is called: a folder of `modules/`, by its name, or one that comes from a registry or from git. */
export type ModuleCallOptions =
  | string
  | (ModuleOrigin & {
      /**
       * A variable, a map of objects, whose every entry makes an instance of the module. The attributes of
       * these objects become arguments of the call, `name = each.value.name`.
       */
      readonly forEach?: string;
    });

/** Where a module comes from. */
export type ModuleOrigin =
  | {
      readonly module: string;
      /**
       * Who calls it, where no template of the stack does: `"the data team's repository"`, `"live/legacy"`. Variables that
       * go to it are then declared in the module, and passed on by no environment.
       */
      readonly calledBy?: string;
    }
  | {
      /** As Terraform wants it: `terraform-aws-modules/vpc/aws`, `git::https://example.com/network.git?ref=v1`. */
      readonly source: string;
      /** Of a registry's module: `5.1.2`, `~> 5.1`. */
      readonly version?: string;
    };

/**
 * The order in which environments take a change, first to last. A list inside of it is a wave: its environments may
 * take the change side by side, once those before have had it. `["staging", ["prod-eu", "prod-us"], "prod-global"]`
 */
export type PromotionOrder = readonly (string | readonly string[])[];

/** A kind of root module; every environment is an instance of one. Made by {@link defineStack}. */
export interface Stack<
  S extends Settings = Settings,
  V extends Variables = Variables,
  C extends Secrets = Secrets,
  CS extends PropertyKey = PropertyKey,
  CV extends PropertyKey = PropertyKey,
> extends Declared {
  readonly kind: "stack";
  readonly settings: S;
  readonly variables: V;
  readonly secrets: C;
  readonly labels?: Readonly<Record<string, readonly string[]>>;
  readonly calls?: Readonly<Record<string, ModuleCallOptions>>;
  readonly terraform?: string;
  readonly opentofu?: string;
  readonly computed?: { readonly settings?: AnyFunctions; readonly variables?: AnyFunctions };
  /** For the compiler alone: the names of settings and of variables that are computed. */
  readonly computedNames?: { readonly settings: CS; readonly variables: CV };
  readonly rules?: AnyFunctions;
  readonly outputs?: Readonly<Record<string, StackOutput>>;
  readonly after?: readonly string[];
  readonly promotion?: PromotionOrder;
  readonly output?: string;
  readonly rootModule?: string;
}

/** Declares a stack. Its name is its key in {@link defineProject}. */
export function defineStack<
  const S extends Settings = Record<never, never>,
  const V extends Variables = Record<never, never>,
  const C extends Secrets = Record<never, never>,
  const CS extends keyof S = never,
  const CV extends keyof V = never,
>(options: StackOptions<S, V, C, CS, CV>): Stack<S, V, C, CS, CV> {
  const { settings = {} as S, variables = {} as V, secrets = {} as C, ...others } = options;
  const stack = { ...others, kind: "stack" as const, settings, variables, secrets };
  return declaredHere(stack, defineStack);
}

/** What an environment of the stack holds once defaults are filled in, as `z.infer` says it of one type. */
export type EnvironmentValues<S extends Stack> = {
  readonly settings: OutputOf<S["settings"]>;
  readonly variables: OutputOf<S["variables"]>;
};

/** What a spec of the stack may say: no value that is computed. */
export type SpecValues<S extends Stack> = {
  readonly settings: Omit<InputOf<S["settings"]>, ComputedNames<S>["settings"]>;
  readonly variables: Omit<InputOf<S["variables"]>, ComputedNames<S>["variables"]>;
};

type ComputedNames<S extends Stack> = NonNullable<S["computedNames"]>;

/** What a project says of itself: its stacks, and the order in which environments take a change. */
export interface ProjectOptions {
  readonly stacks: Readonly<Record<string, Stack>>;
  /**
   * Pure functions that templates call by name, with values and literals: `{{subnet settings.cidr 2}}`. They give
   * data: text, numbers, booleans, lists, maps.
   */
  readonly helpers?: Readonly<Record<string, (...parameters: never[]) => HelperValue>>;
  /** Environments that are not named take no part, and are listed after the others, by name. */
  readonly promotion?: PromotionOrder;
  /**
   * The folder that everything is written into, `generated` if not given. "." is the project's own folder: then
   * environments and hand-written modules lie where they always did.
   */
  readonly output?: string;
  /**
   * Files that go elsewhere, each with its path from the project's own folder on: what a program looks for in one place,
   * such as `CODEOWNERS` or `.github/workflows/deploy.yml`. The template of that path below `templates/` makes it.
   */
  readonly outside?: readonly string[];
  /** Keeps `atlantis.yaml` for all environments, with what is given here besides; `true`: with nothing besides. */
  readonly atlantis?: boolean | AtlantisOptions;
  /** Environments that were removed, each with what became of it: `status` then does not report them as still there. */
  readonly retired?: Readonly<Record<string, string>>;
}

/** What `atlantis.yaml` says besides the project's environments. */
export interface AtlantisOptions {
  /** The project's folder in its repository, such as `infra`, where it is not the repository's top. */
  readonly folder?: string;
  /** What stands beside the projects: `{ automerge: true, workflows: { ... } }`. */
  readonly file?: Readonly<Record<string, HelperValue>>;
  /** What every project says: `{ workflow: "checked", apply_requirements: ["approved"] }`. */
  readonly projects?: Readonly<Record<string, HelperValue>>;
}

/** What a helper gives. */
export type HelperValue =
  | string
  | number
  | bigint
  | boolean
  | null
  | readonly HelperValue[]
  | { readonly [key: string]: HelperValue };

/** The default export of `schema/index.ts`. Made by {@link defineProject}. */
export interface ProjectDefinition extends Declared {
  readonly kind: "project";
  readonly stacks: Readonly<Record<string, Stack>>;
  readonly promotion: PromotionOrder;
  readonly helpers?: Readonly<Record<string, (...parameters: never[]) => HelperValue>>;
  readonly output?: string;
  readonly outside?: readonly string[];
  readonly atlantis?: boolean | AtlantisOptions;
  readonly retired?: Readonly<Record<string, string>>;
}

/** Declares the project; `schema/index.ts` exports it as its default. */
export function defineProject(options: ProjectOptions): ProjectDefinition {
  const { promotion = [], ...others } = options;
  const project = { ...others, kind: "project" as const, promotion };
  return declaredHere(project, defineProject);
}
