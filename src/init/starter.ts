import { attributeLines } from "../hcl/attributes.ts";
import type { Answers } from "./answers.ts";
import { backendOf } from "./backends.ts";
import { type Blueprint, type Declaration, noValues, type SpecValues } from "./blueprint.ts";
import { starterText } from "./starterText.ts";

/** The starter project: a few common variables, and empty modules. */
export function starter(answers: Answers): Blueprint {
  const { stack, modules, environments } = answers;
  const variables = starterVariables(modules, environments);
  const moduleFiles = modules.flatMap((module) => {
    const names = variables.filter((one) => one.modules?.has(module)).map(({ name }) => name);
    return moduleTemplates(module, stack, names);
  });
  const backend = backendSetting(answers);
  return {
    stack,
    modules,
    environments,
    settings: backend ? [backend] : [],
    variables,
    shared: sharedValues(answers),
    each: eachValues(environments),
    templates: new Map([...environmentTemplates(answers), ...moduleFiles]),
  };
}

type Template = readonly [path: string, text: string];

function environmentTemplates(answers: Answers): readonly Template[] {
  const { stack, modules } = answers;
  const calls = modules.map((module) => starterText("environment/call.tf.hbs", { module }));
  const names = modules.map((module) => {
    // In quotes where HCL would read the key as something else than a name.
    const isWord = ["for", "true", "false", "null"].includes(module);
    return [isWord ? `"${module}"` : module, `module.${module}.name`] as const;
  });
  const values = { calls: calls.join("\n"), names: attributeLines(names, "    ") };
  const backend = backendText(answers);
  const files = ["main.tf.hbs", "variables.tf.hbs", "terraform.tfvars.hbs", "outputs.tf"];
  return [
    ...[...files, "terraform.tf"].map(
      (name) => [name, starterText(`environment/${name}`, values)] as const,
    ),
    [backend.includes("{{") ? "backend.tf.hbs" : "backend.tf", backend] as const,
  ].map(([name, text]) => [`environments/${stack}/${name}`, text]);
}

/** The backend block: what the settings say, and a state for each environment. */
function backendText({ backend: { type, values } }: Answers): string {
  const { fixed = {}, state } = backendOf(type) ?? {};
  const attributes = attributeLines(
    [
      ...Object.keys(values).map((name) => [name, `{{settings.backend.${name}}}`] as const),
      ...Object.entries(fixed)
        .filter(([name]) => !(name in values))
        .map(([name, value]) => [name, String(value)] as const),
    ],
    "    ",
  );
  return starterText("environment/backend.tf.hbs", {
    type,
    attributes: attributes === "" ? "" : `${attributes}\n`,
    state: state
      ? `    # By the environment's name, so that a copied spec cannot share a state.
    ${state.attribute} = "{{{environment.name}}}${state.ending}"\n`
      : "    # A terraform.tfstate in each environment's folder.\n",
  });
}

function moduleTemplates(
  module: string,
  stack: string,
  variables: readonly string[],
): readonly Template[] {
  const lines = variables.map(
    (name) => [name, name === "name" ? "local.name" : `var.${name}`] as const,
  );
  const values = { module, stack, values: attributeLines(lines, "    ") };
  return ["main.tf", "variables.tf.hbs", "outputs.tf"].map((name) => [
    `modules/${module}/${name}`,
    starterText(`module/${name}`, values),
  ]);
}

/** The setting that holds a backend's attributes; `undefined` for a backend that has none. */
function backendSetting({ backend }: Answers): Declaration | undefined {
  const attributes = Object.entries(backend.values).map(
    ([name, value]) => `${name}: ${typeof value === "boolean" ? "z.boolean()" : "z.string()"}`,
  );
  if (attributes.length === 0) return undefined;
  return {
    name: "backend",
    type: `z.strictObject({ ${attributes.join(", ")} })`,
    description: "Where the Terraform states lie",
  };
}

function starterVariables(
  modules: readonly string[],
  environments: readonly string[],
): readonly Declaration[] {
  const to = (name: string, names: readonly string[]): Pick<Declaration, "name" | "modules"> => ({
    name,
    modules: new Map(names.map((module) => [module, name])),
  });
  const last = environments.at(-1) ?? "";
  // One environment needs no permission to differ.
  const differ = (drift: string, comment?: string): Pick<Declaration, "drift" | "comment"> =>
    environments.length < 2 ? {} : { drift, ...(comment === undefined ? {} : { comment }) };
  return [
    {
      ...to("name", modules),
      type: "z.string().regex(/^[a-z][a-z0-9-]*$/)",
      description: "Name of the product, the first part of every resource's name",
    },
    {
      ...to("deletion_protection", modules),
      type: "z.boolean()",
      description: "Whether what holds data refuses to be deleted",
      ...differ(
        `only ${last} holds what could not be made anew`,
        "The reason to drift is the permission: without one, environments must agree.",
      ),
    },
    {
      ...to("instances", modules.slice(-1)),
      type: "z.int().min(1)",
      description: "Instances that run at once",
      ...differ(`only ${last} has to stay up when one is lost`),
    },
  ];
}

const ofTheLast = { deletion_protection: true, instances: 2 } as const;
const ofTheOthers = { deletion_protection: false, instances: 1 } as const;

function sharedValues({ stack, environments, backend }: Answers): SpecValues {
  const settings = Object.keys(backend.values).length > 0 ? { backend: backend.values } : {};
  const name =
    stack
      .toLowerCase()
      .replaceAll("_", "-")
      .replace(/^[^a-z]+/, "") || "product";
  const variables = environments.length > 1 ? { name } : { name, ...ofTheLast };
  return { settings, variables };
}

function eachValues(environments: readonly string[]): ReadonlyMap<string, SpecValues> {
  if (environments.length < 2) return new Map();
  return new Map(
    environments.map((environment, index) => [
      environment,
      {
        ...noValues,
        variables: index === environments.length - 1 ? ofTheLast : ofTheOthers,
      },
    ]),
  );
}
