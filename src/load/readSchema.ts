import type { ZodType } from "zod";
import { type Diagnostic, diagnostic, type Location } from "../diagnostics/diagnostic.ts";
import { nearest } from "../diagnostics/nearest.ts";
import type { Promotion } from "../model/promotion.ts";
import type {
  LabelValues,
  ProjectSchema,
  ProjectSecret,
  ProjectSetting,
  ProjectStack,
  ProjectVariable,
} from "../model/schema.ts";
import type { Declared } from "../schema/declared.ts";
import type { ProjectDefinition, PromotionOrder, Stack } from "../schema/stack.ts";
import type { Labels, Secret, Setting, Variable } from "../schema/variable.ts";
import { translate } from "../translate/translate.ts";
import { schemaRules } from "./schemaRules.ts";

/** What a reader of declarations needs: where they stand, and where to put what is wrong. */
export interface SchemaContext {
  readonly locate: (declared: Declared) => Location | undefined;
  readonly problems: Diagnostic[];
}

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
    ...(location ? { location } : {}),
  };
  for (const rule of schemaRules) context.problems.push(...rule(schema));
  return { schema, problems: context.problems };
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
  const variables = readAll(stack, stack.variables, "variable", readVariable, context);
  const secrets = readAll(stack, stack.secrets, "secret", readSecret, context);
  const location = context.locate(stack);
  return {
    name,
    ...(location ? { location } : {}),
    settings: readAll(stack, stack.settings, "setting", readSetting, context),
    variables,
    secrets,
    labels: stack.labels
      ? new Map(Object.entries(stack.labels))
      : labelsInUse([...variables.values(), ...secrets.values()]),
    labelsAreFixed: stack.labels !== undefined,
    promotion,
  };
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
  variable: ["description", "modules", "labels", "drift", "sensitive", "ephemeral"],
  setting: ["description", "drift"],
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

function readVariable(
  name: string,
  variable: Variable,
  { locate, problems }: SchemaContext,
): ProjectVariable | undefined {
  const location = locate(variable);
  if (!isZodType(variable.type)) {
    problems.push(diagnostic("not-a-zod-type", { kind: "variable", name }, location));
    return undefined;
  }
  const translated = translate(name, variable.type);
  if ("problems" in translated) {
    for (const { path, reason, suggestion } of translated.problems) {
      problems.push(diagnostic("type-not-terraform", { name, path, reason, suggestion }, location));
    }
    return undefined;
  }
  const { type, nullable, validations, required, default: byDefault } = translated.translation;
  const { description } = variable;
  const inModule = {
    description,
    type,
    nullable,
    ...(variable.sensitive ? { sensitive: true } : {}),
    ...(variable.ephemeral ? { ephemeral: true } : {}),
  };
  return {
    name,
    description,
    declaration: {
      ...inModule,
      name,
      validations,
      ...(byDefault === undefined ? {} : { default: byDefault }),
    },
    type,
    zod: variable.type,
    required,
    // Values are checked once, where they come in: a module gets no default and no validation of its own.
    modules: new Map(
      moduleNames(name, variable.modules).map(([module, as]) => [
        module,
        { ...inModule, name: as },
      ]),
    ),
    labels: readLabels(variable.labels),
    sensitive: variable.sensitive === true,
    ...(variable.drift === undefined ? {} : { drift: variable.drift }),
    ...(location ? { location } : {}),
  };
}

function readSetting(
  name: string,
  setting: Setting,
  { locate, problems }: SchemaContext,
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
    ...(setting.drift === undefined ? {} : { drift: setting.drift }),
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

function isZodType(type: unknown): type is ZodType {
  return typeof (type as { toJSONSchema?: unknown } | undefined)?.toJSONSchema === "function";
}

/** Each module with the name that the variable has there. */
function moduleNames(
  name: string,
  modules: Variable["modules"] = [],
): (readonly [string, string])[] {
  return Array.isArray(modules)
    ? modules.map((module: string) => [module, name] as const)
    : Object.entries(modules);
}

function readLabels(labels: Labels = {}): LabelValues {
  const lists = Object.entries(labels).map(
    ([key, value]) => [key, typeof value === "string" ? [value] : value] as const,
  );
  return new Map(lists);
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
