import { attributeLines } from "../../hcl/attributes.ts";

/** The files of templates/modules/MODULE/, by path there: valid Terraform that needs no provider yet. */
export function moduleTemplates(
  module: string,
  stack: string,
  variables: readonly string[],
): ReadonlyMap<string, string> {
  return new Map([
    ["main.tf", main(module, stack, variables)],
    ["variables.tf.hbs", declarations(module)],
    ["outputs.tf", outputs],
  ]);
}

function main(module: string, stack: string, variables: readonly string[]): string {
  const values = variables.map(
    (name) => [name, name === "name" ? "local.name" : `var.${name}`] as const,
  );
  return `# What module ${module} is made of. Put your resources in the place of this one, which needs no provider and makes
# nothing. Their provider goes into templates/environments/${stack}/terraform.tf; what they are to read of a
# spec is declared with: npx terraloom add variable NAME --module ${module}
resource "terraform_data" "this" {
  input = {
${attributeLines(values, "    ")}  }
}

locals {
  # An environment's name may be a path, such as eu/staging; a resource's may not.
  name = "\${var.name}-\${replace(var.environment, "/", "-")}"
}
`;
}

function declarations(module: string): string {
  return `variable "environment" {
  description = "Name of the environment, the second part of every resource's name"
  type        = string
}

{{variableDeclarations module="${module}"}}
`;
}

const outputs = `output "name" {
  description = "What the names of this module's resources begin with"
  value       = local.name
}
`;
