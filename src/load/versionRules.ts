import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import type { ProjectSchema, ProjectVariable } from "../model/schema.ts";
import type { TerraformType } from "../model/terraformType.ts";
import { isBefore, versionPattern } from "./versions.ts";

/** What must hold of the lowest Terraform version that a stack supports. */
export const versionRules: readonly ((schema: ProjectSchema) => Diagnostic[])[] = [
  versionsAreVersions,
  variablesAreWithinVersion,
  recordIsWithinVersion,
];

function versionsAreVersions({ stacks }: ProjectSchema): Diagnostic[] {
  return [...stacks.values()].flatMap(({ name, terraform, location }) =>
    terraform === undefined || versionPattern.test(terraform)
      ? []
      : [diagnostic("terraform-version", { stack: name, version: terraform }, location)],
  );
}

function variablesAreWithinVersion({ stacks }: ProjectSchema): Diagnostic[] {
  return [...stacks.values()].flatMap(({ terraform, variables }) =>
    [...variables.values()].flatMap((variable) =>
      needsOf(variable)
        .filter(({ since }) => terraform !== undefined && isBefore(terraform, since))
        .map(({ what, since }) => {
          const args = { name: variable.name, what, since, lowest: terraform ?? "" };
          return diagnostic("terraform-too-old", args, variable.location);
        }),
    ),
  );
}

/** The record of what was applied is a `terraform_data`. */
function recordIsWithinVersion({ stacks }: ProjectSchema): Diagnostic[] {
  return [...stacks.values()].flatMap(({ name: stack, terraform: lowest, location }) => {
    if (lowest === undefined || !isBefore(lowest, "1.4") || !versionPattern.test(lowest)) return [];
    const args = {
      what: "the record of what was applied (terraform_data)",
      since: "1.4",
      lowest,
      stack,
    };
    return [diagnostic("code-too-new", args, location)];
  });
}

/** What of a variable's code has not always been there, each with the version that brought it. */
function needsOf({ declaration }: ProjectVariable): { what: string; since: string }[] {
  return [
    ...(declaration.validations?.some(({ condition }) => condition.includes("strcontains("))
      ? [{ what: ".includes()", since: "1.5" }]
      : []),
    ...(declaration.ephemeral ? [{ what: "ephemeral", since: "1.10" }] : []),
    ...(hasOptional(declaration.type) ? [{ what: "optional()", since: "1.3" }] : []),
    ...(declaration.nullable === false ? [{ what: "nullable", since: "1.1" }] : []),
  ];
}

function hasOptional(type: TerraformType): boolean {
  switch (type.kind) {
    case "object":
      return Object.values(type.attributes).some((one) => one.optional || hasOptional(one.type));
    case "tuple":
      return type.elements.some(hasOptional);
    case "list":
    case "set":
    case "map":
      return hasOptional(type.element);
    default:
      return false;
  }
}
