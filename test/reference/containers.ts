import type { PlannedResource } from "./terraform.ts";

/** A container as its task definition gives it to ECS. */
export interface Container {
  readonly environment: Readonly<Record<string, string>>;
  /** ARNs of secrets by name. */
  readonly secrets: Readonly<Record<string, string>>;
}

/** The containers of every task definition, by their name. */
export function containersOf(resources: readonly PlannedResource[]): Record<string, Container> {
  const definitions = resources
    .filter(({ type }) => type === "aws_ecs_task_definition")
    .flatMap(({ values }) => JSON.parse(String(values.container_definitions)) as Definition[]);
  return Object.fromEntries(
    definitions.map(({ name, environment, secrets }) => [
      name,
      {
        environment: Object.fromEntries(environment.map((entry) => [entry.name, entry.value])),
        secrets: Object.fromEntries(secrets.map((entry) => [entry.name, entry.valueFrom])),
      },
    ]),
  );
}

interface Definition {
  readonly name: string;
  readonly environment: readonly { readonly name: string; readonly value: string }[];
  readonly secrets: readonly { readonly name: string; readonly valueFrom: string }[];
}

/** A statement of an IAM policy, its members as lists. */
export interface Statement {
  readonly address: string;
  readonly effect: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
}

/** The statements of every policy that grants a role something. */
export function statementsOf(resources: readonly PlannedResource[]): Statement[] {
  return resources
    .filter(({ type }) => type === "aws_iam_role_policy" || type === "aws_iam_policy")
    .flatMap(({ address, values }) => {
      const { Statement: statements } = JSON.parse(String(values.policy));
      return [statements].flat().map((statement) => ({
        address,
        effect: statement.Effect,
        actions: [statement.Action].flat(),
        resources: [statement.Resource].flat(),
      }));
    });
}
