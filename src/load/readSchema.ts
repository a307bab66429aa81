import { type Diagnostic, diagnostic, type Location } from "../diagnostics/diagnostic.ts";
import { nearest } from "../diagnostics/nearest.ts";
import {
  environmentPattern,
  generatedDirectory,
  isValuesPattern,
  type Layout,
  layoutOf,
} from "../model/layout.ts";
import { stackRanks } from "../model/order.ts";
import type { Promotion } from "../model/promotion.ts";
import { failure, type Result, success } from "../model/result.ts";
import type {
  LabelValues,
  ProjectSchema,
  ProjectSecret,
  ProjectSetting,
  ProjectStack,
  SchemaFunction,
} from "../model/schema.ts";
import type { AnyFunctions } from "../schema/computed.ts";
import type { Declared } from "../schema/declared.ts";
import type { ProjectDefinition, PromotionOrder, Stack } from "../schema/stack.ts";
import type { Secret, Setting } from "../schema/variable.ts";
import { forEachInTime } from "../schemaCode/schemaCode.ts";
import type { ParseExpression } from "../translate/condition.ts";
import type { Locate } from "./importSchema.ts";
import { outputProblems, outsideFault } from "./outputRules.ts";
import { readAtlantis } from "./readAtlantis.ts";
import { readCalls } from "./readCalls.ts";
import { isZodType, permissionOf, readLabels, readOutput, readVariable } from "./readVariable.ts";
import { withRules } from "./ruleValidations.ts";
import { schemaProblems } from "./schemaRules.ts";
import { unknownOptions } from "./unknownOptions.ts";

/**
 * Turns what the schema exports into what the program uses, and says everything that is wrong with it.
 *
 * @param parse reads rules, so that Terraform is told of them; absent: it is not
 */
export function readSchema(
  definition: ProjectDefinition,
  locate: Locate,
  parse?: ParseExpression,
): { readonly schema: ProjectSchema; readonly problems: readonly Diagnostic[] } {
  const problems: Diagnostic[] = [];
  const stacks = new Map<string, ProjectStack>();
  const promotion = readPromotion(definition.promotion);
  const followed = new Set(Object.values(definition.stacks).flatMap((stack) => stack?.after ?? []));
  const ranks = stackRanks(new Map(Object.entries(definition.stacks)));
  const location = locate(definition);
  for (const [name, stack] of Object.entries(definition.stacks)) {
    if (stack?.kind !== "stack") {
      problems.push(diagnostic("not-a-declaration", { name, kind: "stack" }, location));
      continue;
    }
    const place = { rank: ranks.get(name) ?? 0, isFollowed: followed.has(name) };
    const order = stack.promotion ? readPromotion(stack.promotion) : promotion;
    const read = readStack(name, stack, order, place, locate, parse);
    problems.push(...read.problems);
    stacks.set(name, read.stack);
  }
  const { atlantis: forAtlantis = false } = definition;
  const atlantis = forAtlantis === false ? undefined : readAtlantis(forAtlantis, location);
  const schema: ProjectSchema = {
    stacks,
    promotion,
    helpers: new Map(Object.entries(definition.helpers ?? {})),
    layout: readLayout(definition),
    ...(atlantis?.ok ? { atlantis: atlantis.value } : {}),
    retired: new Set(Object.keys(definition.retired ?? {})),
    ...(location ? { location } : {}),
  };
  if (atlantis?.ok === false) problems.push(...atlantis.problems);
  problems.push(...outputProblems(definition, schema));
  problems.push(...schemaProblems(schema));
  return { schema, problems };
}

/** What is no path, which the compiler would refuse, is passed over here: `outputProblems` reports it. */
function readLayout({ output, outside }: ProjectDefinition): Layout {
  const layout = layoutOf(typeof output === "string" ? output : generatedDirectory);
  const files = Array.isArray(outside) ? outside : [];
  return { ...layout, outside: files.filter((path) => outsideFault(path, layout) === undefined) };
}

function readPromotion(order: PromotionOrder): Promotion {
  return order.map((wave) => (typeof wave === "string" ? [wave] : wave));
}

function readStack(
  name: string,
  stack: Stack,
  promotion: Promotion,
  place: Pick<ProjectStack, "rank" | "isFollowed">,
  locate: Locate,
  parse: ParseExpression | undefined,
): { readonly stack: ProjectStack; readonly problems: readonly Diagnostic[] } {
  const { settings: forSettings = {}, variables: forVariables = {} } = stack.computed ?? {};
  const location = locate(stack);
  const settings = readAll("setting", stack.settings, location, locate, (key, setting) =>
    readSetting(key, setting, locate, ownFunction(forSettings, key)),
  );
  const variables = readAll("variable", stack.variables, location, locate, (key, variable) =>
    readVariable(key, variable, stack, locate, ownFunction(forVariables, key)),
  );
  const secrets = readAll("secret", stack.secrets, location, locate, (key, secret) =>
    readSecret(key, secret, locate),
  );
  const outputs = readAll("output", stack.outputs ?? {}, location, locate, (key, output) =>
    readOutput(key, output, locate),
  );
  const rules = Object.entries(stack.rules ?? {}).flatMap(([sentence, holds]) =>
    holds ? [{ name: sentence, holds }] : [],
  );
  const calls = readCalls(stack, variables.read, location);
  return {
    stack: {
      name,
      ...(location ? { location } : {}),
      settings: settings.read,
      variables: parse ? withRules(variables.read, rules, stack, parse) : variables.read,
      secrets: secrets.read,
      calls: calls.read,
      rules,
      outputs: outputs.read,
      after: stack.after ?? [],
      ...place,
      definition: stack,
      ...(stack.terraform === undefined ? {} : { terraform: stack.terraform }),
      ...(stack.opentofu === undefined ? {} : { opentofu: stack.opentofu }),
      labels: stack.labels
        ? new Map(Object.entries(stack.labels))
        : labelsInUse([...variables.read.values(), ...secrets.read.values()]),
      labelsAreFixed: stack.labels !== undefined,
      promotion,
      output: stack.output ?? environmentPattern,
      ...rootModuleOf(stack),
    },
    problems: [
      ...unknownNames("setting", forSettings, stack.settings, location),
      ...unknownNames("variable", forVariables, stack.variables, location),
      ...[settings, variables, secrets, outputs, calls].flatMap(({ problems }) => problems),
    ],
  };
}

/** The root module that environments are files of values for, from the output folder on; not checked here. */
function rootModuleOf({ output = "", rootModule = "" }: Stack): Pick<ProjectStack, "rootModule"> {
  const isText = typeof output === "string" && typeof rootModule === "string";
  if (!isText || !isValuesPattern(output)) return {};
  const steps = rootModule.split("/").filter((step) => step !== "" && step !== ".");
  return { rootModule: steps.join("/") };
}

/** A variable may be named as what every object inherits, such as `constructor`. */
function ownFunction(functions: AnyFunctions, name: string): SchemaFunction | undefined {
  return Object.hasOwn(functions, name) ? functions[name] : undefined;
}

/** The compiler refuses these too, see `optionNames`. */
function unknownNames(
  kind: "variable" | "setting",
  functions: Readonly<Record<string, unknown>>,
  declared: Readonly<Record<string, unknown>>,
  location: Location | undefined,
): Diagnostic[] {
  const unknown = Object.keys(functions).filter((name) => !Object.hasOwn(declared, name));
  return unknown.map((name) => {
    const suggestion = nearest(name, Object.keys(declared));
    return diagnostic("computed-unknown", { kind, name, suggestion }, location);
  });
}

/** Reads every declaration of a kind; those that cannot be read are left out, each with a problem. */
function readAll<Declaration extends Declared & { readonly kind: string }, Read>(
  kind: keyof typeof optionNames,
  declarations: Readonly<Record<string, Declaration>>,
  location: Location | undefined,
  locate: Locate,
  readOne: (name: string, declaration: Declaration) => Result<Read>,
): { readonly read: ReadonlyMap<string, Read>; readonly problems: readonly Diagnostic[] } {
  const read = new Map<string, Read>();
  const problems: Diagnostic[] = [];
  const failures = forEachInTime(Object.entries(declarations), ([name, declaration]) => {
    if (declaration?.kind !== kind) {
      problems.push(diagnostic("not-a-declaration", { name, kind }, location));
      return;
    }
    problems.push(...optionProblems(name, declaration, kind, locate(declaration)));
    const one = readOne(name, declaration);
    if (one.ok) read.set(name, one.value);
    else problems.push(...one.problems);
  });
  return { read, problems: [...problems, ...failures] };
}

/** The compiler refuses these too, but a schema is also run by people whose editor does not check types. */
const optionNames = {
  variable: [
    "description",
    "modules",
    "labels",
    "drift",
    "unique",
    "sensitive",
    "ephemeral",
    "deprecated",
  ],
  setting: ["description", "drift", "unique", "copied"],
  secret: ["description", "labels"],
  output: ["description"],
} as const;

function optionProblems(
  name: string,
  declaration: Declared,
  kind: keyof typeof optionNames,
  location: Location | undefined,
): Diagnostic[] {
  const problems = unknownOptions(
    kind,
    name,
    declaration,
    ["kind", "type", ...optionNames[kind]],
    location,
  );
  const { description, drift } = declaration as { description?: unknown; drift?: unknown };
  if (kind !== "setting" && !isSentence(description)) {
    problems.push(diagnostic("missing-description", { kind, name }, location));
  }
  if (drift !== undefined && !isSentence(drift)) {
    problems.push(diagnostic("missing-drift-reason", { kind, name }, location));
  }
  return problems;
}

function isSentence(text: unknown): boolean {
  return typeof text === "string" && text.trim() !== "";
}

function readSetting(
  name: string,
  setting: Setting,
  locate: Locate,
  compute?: SchemaFunction,
): Result<ProjectSetting> {
  const location = locate(setting);
  if (!isZodType(setting.type)) {
    return failure(diagnostic("not-a-zod-type", { kind: "setting", name }, location));
  }
  return success({
    name,
    zod: setting.type,
    ...(setting.description === undefined ? {} : { description: setting.description }),
    ...permissionOf(setting),
    ...(setting.copied ? { copied: true } : {}),
    ...(compute ? { compute } : {}),
    ...(location ? { location } : {}),
  });
}

function readSecret(name: string, secret: Secret, locate: Locate): Result<ProjectSecret> {
  const location = locate(secret);
  return success({
    name,
    description: secret.description,
    labels: readLabels(secret.labels),
    ...(location ? { location } : {}),
  });
}

function labelsInUse(labelled: readonly { readonly labels: LabelValues }[]): LabelValues {
  const inUse = new Map<string, string[]>();
  for (const { labels } of labelled) {
    for (const [key, values] of labels) {
      inUse.set(key, [...new Set([...(inUse.get(key) ?? []), ...values])]);
    }
  }
  return inUse;
}
