import { attributeNamed, plainText } from "../hcl/outline/find.ts";
import { isAllowedBy, readConstraint } from "../hcl/versionConstraint.ts";
import { isBefore, type LowestVersions } from "../load/versions.ts";
import { type Finding, found } from "./finding.ts";
import type { Module } from "./module.ts";

/** A module's `required_version` that excludes the lowest version that a stack supports. */
export function checkRequiredVersion(
  module: Module,
  { name: stack, terraform, opentofu }: LowestVersions & { readonly name: string },
): Finding[] {
  return module.blocks.flatMap(({ file, block }) => {
    const attribute = block.type === "terraform" && attributeNamed(block.body, "required_version");
    const required = attribute ? plainText(attribute.expression) : undefined;
    if (!attribute || required === undefined) return [];
    // From 1.12 on, OpenTofu ignores `required_version` in .tf files.
    const reads = !module.onlyTerraform.has(file.path) && isBefore(opentofu ?? "1.12", "1.12");
    const lowest = [
      ["terraform", terraform] as const,
      ["opentofu", reads ? opentofu : undefined] as const,
    ];
    return lowest.flatMap(([product, version]) => {
      if (version === undefined || !refuses(required, version)) return [];
      const args = { required, product, version, stack };
      return [found(file, attribute.expression, "required-version", args)];
    });
  });
}

/** Whether a constraint such as `>= 1.9, < 2.0` leaves out every release of a version. */
function refuses(required: string, version: string): boolean {
  const constraint = readConstraint(required);
  if (!constraint) return false;
  const minor = version.split(".").slice(0, 2).join(".");
  // Between the patches that the constraint names nothing changes.
  const named = constraint.map(({ numbers: [, , patch = 0] }) => patch);
  const patches = [0, ...named, ...named.map((patch) => patch + 1)];
  return !patches.some((patch) => isAllowedBy(`${minor}.${patch}`, constraint));
}
