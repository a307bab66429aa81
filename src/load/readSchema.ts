import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import { nearest } from "../diagnostics/nearest.ts";
import { environmentPattern, generatedDirectory, type Layout, layoutOf } from "../model/layout.ts";
import type { Promotion } from "../model/promotion.ts";
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
import { outputProblems, outsideFault } from "./outputRules.ts";
import { readCalls } from "./readCalls.ts";
import { isZodType, permissionOf, readLabels, readVariable } from "./readVariable.ts";
import type { SchemaContext } from "./schemaContext.ts";
import { schemaRules } from "./schemaRules.ts";

/** Turns what the schema exports into what the program uses, and says everything that is wrong with it. */
export function readSchema(
  definition: ProjectDefinition,
  locate: SchemaContext["locate"],
): { readonly schema: ProjectSchema; readonly problems: readonly Diagnostic[] } {
  const context: SchemaContext = { locate, problems: [] };
  const stacks = new Map<string, ProjectStack>();
  const promotion = readPromotion(definition.promotion);
  for (const [name, stack] of Object.entries(definition.stacks)) {
    if (stack?.kind === "stack") {
      const order = stack.promotion ? readPromotion(stack.promotion) : promotion;
      stacks.set(name, readStack(name, stack, order, context));
    } else {
      context.problems.push(
        diagnostic("not-a-declaration", { name, kind: "stack" }, locate(definition)),
      );
    }
  }
  const location = locate(definition);
  const schema: ProjectSchema = {
    stacks,
    promotion,
    helpers: new Map(Object.entries(definition.helpers ?? {})),
    layout: readLayout(definition),
    retired: new Set(Object.keys(definition.retired ?? {})),
    ...(location ? { location } : {}),
  };
  context.problems.push(...outputProblems(definition, schema));
  for (const rule of schemaRules) context.problems.push(...rule(schema));
  return { schema, problems: context.problems };
}

/** The compiler wants paths, and a schema is also run by those who do not ask it: `outputProblems` then says what is wrong. */
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
  context: SchemaContext,
): ProjectStack {
  const { settings: forSettings = {}, variables: forVariables = {} } = stack.computed ?? {};
  reportUnknownNames("setting", forSettings, stack, stack.settings, context);
  reportUnknownNames("variable", forVariables, stack, stack.variables, context);
  const variables = readAll(
    stack,
    stack.variables,
    "variable",
    (key, variable, its) => readVariable(key, variable, its, stack, ownFunction(forVariables, key)),
    context,
  );
  const secrets = readAll(stack, stack.secrets, "secret", readSecret, context);
  const location = context.locate(stack);
  return {
    name,
    ...(location ? { location } : {}),
    settings: readAll(
      stack,
      stack.settings,
      "setting",
      (key, setting, its) => readSetting(key, setting, its, ownFunction(forSettings, key)),
      context,
    ),
    variables,
    secrets,
    calls: readCalls(stack, variables, context),
    rules: Object.entries(stack.rules ?? {}).flatMap(([sentence, holds]) =>
      holds ? [{ name: sentence, holds }] : [],
    ),
    definition: stack,
    ...(stack.terraform === undefined ? {} : { terraform: stack.terraform }),
    labels: stack.labels
      ? new Map(Object.entries(stack.labels))
      : labelsInUse([...variables.values(), ...secrets.values()]),
    labelsAreFixed: stack.labels !== undefined,
    promotion,
    output: stack.output ?? environmentPattern,
  };
}

/** A variable may be named as what every object inherits, such as `constructor`. */
function ownFunction(functions: AnyFunctions, name: string): SchemaFunction | undefined {
  return Object.hasOwn(functions, name) ? functions[name] : undefined;
}

/** The compiler refuses these too, see `optionNames`. */
function reportUnknownNames(
  kind: "variable" | "setting",
  functions: Readonly<Record<string, unknown>>,
  stack: Stack,
  declared: Readonly<Record<string, unknown>>,
  { locate, problems }: SchemaContext,
): void {
  for (const name of Object.keys(functions).filter((key) => !Object.hasOwn(declared, key))) {
    const suggestion = nearest(name, Object.keys(declared));
    problems.push(diagnostic("computed-unknown", { kind, name, suggestion }, locate(stack)));
  }
}

function readAll<Declaration extends Declared & { readonly kind: string }, Read>(
  stack: Declared,
  declarations: Readonly<Record<string, Declaration>>,
  kind: keyof typeof optionNames,
  read: (name: string, declaration: Declaration, context: SchemaContext) => Read | undefined,
  context: SchemaContext,
): Map<string, Read> {
  const all = new Map<string, Read>();
  for (const [name, declaration] of Object.entries(declarations)) {
    if (declaration?.kind !== kind) {
      context.problems.push(diagnostic("not-a-declaration", { name, kind }, context.locate(stack)));
      continue;
    }
    reportUnknownOptions(name, declaration, kind, context);
    const made = read(name, declaration, context);
    if (made) all.set(name, made);
  }
  return all;
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
  setting: ["description", "drift", "unique"],
  secret: ["description", "labels"],
} as const;

function reportUnknownOptions(
  name: string,
  declaration: Declared,
  kind: keyof typeof optionNames,
  { locate, problems }: SchemaContext,
): void {
  const known: readonly string[] = optionNames[kind];
  for (const option of Object.keys(declaration)) {
    if (option === "kind" || option === "type" || known.includes(option)) continue;
    const suggestion = nearest(option, known);
    problems.push(
      diagnostic("unknown-option", { kind, name, option, suggestion }, locate(declaration)),
    );
  }
  const { description, drift } = declaration as { description?: unknown; drift?: unknown };
  if (kind !== "setting" && !isSentence(description)) {
    problems.push(diagnostic("missing-description", { kind, name }, locate(declaration)));
  }
  if (drift !== undefined && !isSentence(drift)) {
    problems.push(diagnostic("missing-drift-reason", { kind, name }, locate(declaration)));
  }
}

function isSentence(text: unknown): boolean {
  return typeof text === "string" && text.trim() !== "";
}

function readSetting(
  name: string,
  setting: Setting,
  { locate, problems }: SchemaContext,
  compute?: SchemaFunction,
): ProjectSetting | undefined {
  const location = locate(setting);
  if (!isZodType(setting.type)) {
    problems.push(diagnostic("not-a-zod-type", { kind: "setting", name }, location));
    return undefined;
  }
  return {
    name,
    zod: setting.type,
    ...(setting.description === undefined ? {} : { description: setting.description }),
    ...permissionOf(setting),
    ...(compute ? { compute } : {}),
    ...(location ? { location } : {}),
  };
}

function readSecret(name: string, secret: Secret, { locate }: SchemaContext): ProjectSecret {
  const location = locate(secret);
  return {
    name,
    description: secret.description,
    labels: readLabels(secret.labels),
    ...(location ? { location } : {}),
  };
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
