import { typeExpression } from "../hcl/typeExpression.ts";
import type { Environment } from "../model/environment.ts";
import { belowOutput, type Layout } from "../model/layout.ts";
import { promotionOrder } from "../model/promotion.ts";
import type { ProjectOutput, ProjectSchema, ProjectSecret, ProjectStack } from "../model/schema.ts";
import type { Value } from "../model/value.ts";
import { Expression, type TemplateData } from "../template/expression.ts";
import { withLazyMembers } from "../text/lazyMembers.ts";

/** What the names in a template of an environment mean. */
export function environmentContext(environment: Environment): TemplateData {
  return {
    environment: {
      name: environment.name,
      shortName: environment.name.slice(environment.name.lastIndexOf("/") + 1),
      spec: environment.file,
      each: environment.each ?? null,
    },
    stack: {
      name: environment.stack.name,
      terraform: environment.stack.terraform ?? null,
      opentofu: environment.stack.opentofu ?? null,
    },
    settings: settingsOf(environment),
    values: environment.values,
  };
}

/** An environment as the templates of others see it. */
export interface EnvironmentSummary {
  readonly name: string;
  /** Its folder, relative to the output folder. */
  readonly path: string;
  /** Its folder, relative to the project's folder. */
  readonly directory: string;
  readonly spec: string;
  readonly each: string | null;
  readonly stack: string;
  readonly settings: Readonly<Record<string, Value>>;
  readonly values: Readonly<Record<string, Value>>;
  /** What its stack declares, by name. */
  readonly outputs: Readonly<Record<string, TemplateData>>;
  readonly [name: string]: TemplateData;
}

/**
 * All environments as templates see them from outside.
 *
 * @param onRead is told when a template looks into one
 */
export function summaries(
  environments: readonly Environment[],
  layout: Layout,
  onRead: (what: string) => void,
): readonly EnvironmentSummary[] {
  return environments.map((environment) => {
    const known = {
      name: environment.name,
      path: belowOutput(layout, environment.directory) ?? "",
      directory: environment.directory,
      spec: environment.file,
      each: environment.each ?? null,
      stack: environment.stack.name,
      outputs: outputItems(environment.stack),
    };
    return withLazyMembers(known, {
      settings: () => watched(settingsOf(environment), (name) => onRead(`settings.${name}`)),
      values: () => watched(environment.values, (name) => onRead(`values.${name}`)),
    });
  });
}

/** The same members; reading one is reported. */
function watched(
  members: Readonly<Record<string, Value>>,
  onRead: (name: string) => void,
): Readonly<Record<string, Value>> {
  const object: Record<string, Value> = {};
  for (const name of Object.keys(members)) {
    const get = (): Value => {
      onRead(name);
      return members[name] ?? null;
    };
    Object.defineProperty(object, name, { enumerable: true, get });
  }
  return object;
}

/** What the names in a template that is written once mean. */
export function projectContext(
  schema: ProjectSchema,
  environments: readonly EnvironmentSummary[],
): TemplateData {
  return {
    environments,
    promotion: promotionOrder(schema.promotion),
    waves: schema.promotion,
    stacks: [...schema.stacks.values()].map((stack) => ({
      name: stack.name,
      environments: environments.filter((environment) => environment.stack === stack.name),
      variables: [...stack.variables.values()].map(({ name, description }) => ({
        name,
        description,
      })),
      secrets: [...stack.secrets.values()].map(secretItem),
      labels: Object.fromEntries(stack.labels),
      waves: stack.promotion,
    })),
  };
}

/** Every setting of the stack: one that is optional and absent is null, so that `{{#if}}` can ask for it. */
export function settingsOf({ stack, settings }: Environment): Record<string, Value> {
  return Object.fromEntries(
    [...stack.settings.keys()].map((name) => [name, settings[name] ?? null]),
  );
}

/** A stack's declared outputs as templates see them, by name. */
export function outputItems({
  outputs,
}: Pick<ProjectStack, "outputs">): Readonly<Record<string, TemplateData>> {
  return Object.fromEntries(
    [...outputs.values()].map((output) => [output.name, outputItem(output)]),
  );
}

/** A declared output as templates see it. */
export function outputItem({ name, description, type }: ProjectOutput): TemplateData {
  return { name, description, type: new Expression(typeExpression(type)) };
}

/** A secret as templates see it. */
export function secretItem({ name, description, labels }: ProjectSecret): TemplateData {
  return { name, description, labels: Object.fromEntries(labels) };
}
