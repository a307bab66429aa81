import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import type { ProjectSchema, ProjectVariable } from "../model/schema.ts";
import type { TerraformType } from "../model/terraformType.ts";
import { newerForms } from "./features.ts";
import { isBefore, type Since, tooEarlyVersions, versionPattern } from "./versions.ts";

/** What must hold of the lowest versions of Terraform and OpenTofu that a stack supports. */
export const versionRules: readonly ((schema: ProjectSchema) => Diagnostic[])[] = [
  versionsAreVersions,
  variablesAreWithinVersion,
  recordIsWithinVersion,
];

function versionsAreVersions({ stacks }: ProjectSchema): Diagnostic[] {
  return [...stacks.values()].flatMap((stack) =>
    (["terraform", "opentofu"] as const).flatMap((product) => {
      const version = stack[product];
      // OpenTofu's first version is 1.6.
      const isOne =
        version === undefined ||
        (versionPattern.test(version) && !(product === "opentofu" && isBefore(version, "1.6")));
      const args = { stack: stack.name, product, version: version ?? "" };
      return isOne ? [] : [diagnostic("terraform-version", args, stack.location)];
    }),
  );
}

function variablesAreWithinVersion({ stacks }: ProjectSchema): Diagnostic[] {
  return [...stacks.values()].flatMap((stack) =>
    [...stack.variables.values()].flatMap((variable) =>
      needsOf(variable).flatMap(({ what, since }) =>
        tooEarlyVersions(stack, since).map((product) => {
          const args = { name: variable.name, what, ...product };
          return diagnostic("terraform-too-old", args, variable.location);
        }),
      ),
    ),
  );
}

/** The record of what was applied is a `terraform_data`. */
function recordIsWithinVersion({ stacks }: ProjectSchema): Diagnostic[] {
  return [...stacks.values()].flatMap((stack) =>
    tooEarlyVersions(stack, newerForms.terraformData).map((product) => {
      const what = "the record of what was applied (terraform_data)";
      return diagnostic("code-too-new", { what, stack: stack.name, ...product }, stack.location);
    }),
  );
}

/** What of a variable's code has not always been there, each with the versions that brought it. */
function needsOf({ declaration }: ProjectVariable): { what: string; since: Since }[] {
  return [
    ...(declaration.validations?.some(({ condition }) => condition.includes("strcontains("))
      ? [{ what: ".includes()", since: newerForms.strcontains }]
      : []),
    ...(declaration.ephemeral ? [{ what: "ephemeral", since: newerForms.ephemeral }] : []),
    ...(hasOptional(declaration.type) ? [{ what: "optional()", since: newerForms.optional }] : []),
    ...(declaration.nullable === false ? [{ what: "nullable", since: newerForms.nullable }] : []),
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
