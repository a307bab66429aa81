import { attributeLines } from "../../hcl/attributes.ts";
import type { Answers } from "../answers.ts";
import { backendOf, fixedOf } from "../backends.ts";

/** The files of templates/environments/STACK/, by path there: what each environment's folder is made of. */
export function environmentTemplates(answers: Answers): ReadonlyMap<string, string> {
  const { modules } = answers;
  return new Map([
    ["main.tf.hbs", `${[comment, ...modules.map(moduleCall)].join("\n")}`],
    ["variables.tf.hbs", "{{variableDeclarations}}\n"],
    ["terraform.tfvars.hbs", "{{variableDefinitions}}\n"],
    ["outputs.tf", outputs(modules)],
    ["terraform.tf", terraform],
    backendFile(answers),
  ]);
}

const comment = `{{!-- A module gets what the schema's "modules" sends to it; any other argument stands here. --}}
`;

function moduleCall(module: string): string {
  return `module "${module}" {
  source = {{moduleSource "${module}"}}

  environment = {{environment.name}}

  {{moduleArguments module="${module}"}}
}
`;
}

function outputs(modules: readonly string[]): string {
  const lines = modules.map((module) => [keyText(module), `module.${module}.name`] as const);
  return `output "names" {
  description = "What the names of each module's resources begin with"
  value = {
${attributeLines(lines, "    ")}  }
}
`;
}

/** In quotes where HCL would read the key as something else than a name. */
function keyText(module: string): string {
  return ["for", "true", "false", "null"].includes(module) ? `"${module}"` : module;
}

const terraform = `terraform {
  required_version = ">= 1.10"

  # Providers of the modules' resources stand here, in required_providers.
}
`;

/** The backend block: what the settings say, and a state for each environment. */
export function backendFile({ backend }: Answers): readonly [path: string, text: string] {
  const known = backendOf(backend.type);
  const given = Object.keys(backend.values).map(
    (name) => [name, `{{settings.backend.${name}}}`] as const,
  );
  const fixed = Object.entries(known ? fixedOf(known, backend) : {}).map(
    ([name, value]) => [name, String(value)] as const,
  );
  const state = known?.state
    ? `    # By the environment's name, so that a copied spec cannot share a state.
    ${known.state.attribute} = "{{{environment.name}}}${known.state.ending}"\n`
    : "    # A terraform.tfstate in each environment's folder.\n";
  const lines = attributeLines([...given, ...fixed], "    ");
  const text = `terraform {
  backend "${backend.type}" {
${lines}${lines === "" ? "" : "\n"}${state}  }
}
`;
  return [text.includes("{{") ? "backend.tf.hbs" : "backend.tf", text];
}
