/** What a schema is written with. The loader puts this file, and nothing else of the library, behind `import "terraloom"`. */

export type { Computed, EnvironmentView, Facts, Rules } from "./computed.ts";
export type { OutputOptions, StackOutput } from "./output.ts";
export { output } from "./output.ts";
export type {
  EnvironmentValues,
  HelperValue,
  ModuleCallOptions,
  ModuleOrigin,
  ProjectDefinition,
  ProjectOptions,
  PromotionOrder,
  SpecValues,
  Stack,
  StackOptions,
} from "./stack.ts";
export { defineProject, defineStack } from "./stack.ts";
export type {
  Labels,
  ModuleArgument,
  Secret,
  SecretOptions,
  Setting,
  SettingOptions,
  Variable,
  VariableOptions,
} from "./variable.ts";
export { secret, setting, variable } from "./variable.ts";
