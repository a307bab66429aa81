import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import type { ProjectStack, ProjectVariable } from "../model/schema.ts";
import type { TerraformType } from "../model/terraformType.ts";
import { newerForms } from "./features.ts";
import type { StackRule } from "./schemaRules.ts";
import { isBefore, type Since, tooEarlyVersions, versionPattern } from "./versions.ts";

/** The rules for the lowest versions of Terraform and OpenTofu that a stack supports. */
export const versionRules: readonly StackRule[] = [
  versionsAreVersions,
  variablesAreWithinVersion,
  recordIsWithinVersion,
];

function versionsAreVersions(stack: ProjectStack): Diagnostic[] {
  return (["terraform", "opentofu"] as const).flatMap((product) => {
    const version = stack[product];
    // OpenTofu's first version is 1.6.
    const isOne =
      version === undefined ||
      (versionPattern.test(version) && !(product === "opentofu" && isBefore(version, "1.6")));
    const args = { stack: stack.name, product, version: version ?? "" };
    return isOne ? [] : [diagnostic("terraform-version", args, stack.location)];
  });
}

function variablesAreWithinVersion(stack: ProjectStack): Diagnostic[] {
  return [...stack.variables.values()].flatMap((variable) =>
    needsOf(variable).flatMap(({ what, since }) =>
      tooEarlyVersions(stack, since).map((product) => {
        const args = { name: variable.name, what, ...product };
        return diagnostic("terraform-too-old", args, variable.location);
      }),
    ),
  );
}

/** The record of what was applied is a `terraform_data`. */
function recordIsWithinVersion(stack: ProjectStack): Diagnostic[] {
  return tooEarlyVersions(stack, newerForms.terraformData).map((product) => {
    const what = "the record of what was applied (terraform_data)";
    return diagnostic("code-too-new", { what, stack: stack.name, ...product }, stack.location);
  });
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
