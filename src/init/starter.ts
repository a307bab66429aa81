import type { Answers } from "./answers.ts";
import { type Blueprint, type Declaration, noValues, type SpecValues } from "./blueprint.ts";
import { environmentTemplates } from "./files/environmentTemplates.ts";
import { moduleTemplates } from "./files/moduleTemplates.ts";

/** The project that begins with nothing: a few variables that most need, and modules to be filled. */
export function starter(answers: Answers): Blueprint {
  const { stack, modules, environments } = answers;
  const variables = starterVariables(modules, environments);
  const templates = new Map<string, string>();
  for (const [path, text] of environmentTemplates(answers)) {
    templates.set(`environments/${stack}/${path}`, text);
  }
  for (const module of modules) {
    const names = variables.filter((one) => one.modules?.has(module)).map(({ name }) => name);
    for (const [path, text] of moduleTemplates(module, stack, names)) {
      templates.set(`modules/${module}/${path}`, text);
    }
  }
  const backend = backendSetting(answers);
  return {
    stack,
    modules,
    environments,
    settings: backend ? [backend] : [],
    variables,
    shared: sharedValues(answers),
    each: eachValues(environments),
    templates,
  };
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
