import { describe, expect, it } from "vitest";
import * as z from "zod";
import { defineStack, type StackOptions, variable } from "../../src/schema/index.ts";
import { memoryProject, told } from "./memoryProject.ts";

const description = "A variable";
const image = variable(z.string(), {
  description: "Image of both services",
  modules: { api: "image", worker: "image" },
});
const replicas = {
  api_replicas: variable(z.int(), {
    description: "Tasks of the API",
    modules: { api: { name: "replicas", description: "Tasks" } },
  }),
  worker_replicas: variable(z.int(), {
    description: "Tasks of the worker",
    modules: { worker: { name: "replicas", description: "Tasks" } },
  }),
};
const calls = { api: "service", worker: "service" };
const module = {
  "templates/modules/service/variables.tf.hbs": '{{variableDeclarations module="service"}}\n',
};
const spec = (variables: string) => ({ "envs/a.yaml": `stack: app\nvariables: ${variables}\n` });

describe("a module that is called twice", () => {
  const { problems, rendered, output } = memoryProject(
    { app: defineStack({ calls, variables: { image, ...replicas } }) },
    {
      ...module,
      ...spec("{ image: web, api_replicas: 3, worker_replicas: 1 }"),
      "templates/environments/app/main.tf.hbs": `module "api" {
  source = {{moduleSource "api"}}
  {{moduleArguments call="api"}}
}

module "worker" {
  source = {{moduleSource "worker"}}
  {{moduleArguments call="worker"}}
}
`,
    },
  );

  it("is given a value for both, or a value each", () => {
    expect(told([...problems, ...rendered.problems])).toEqual([]);
    expect(output("environments/a/main.tf").split("\n").slice(2).join("\n")).toBe(`module "api" {
  source   = "../../modules/service"
  image    = var.image
  replicas = var.api_replicas
}

module "worker" {
  source   = "../../modules/service"
  image    = var.image
  replicas = var.worker_replicas
}
`);
  });

  it("declares each argument once, in its own words", () => {
    const text = output("modules/service/variables.tf");
    expect(text.match(/variable "\w+"/g)).toEqual(['variable "image"', 'variable "replicas"']);
    expect(text).toContain('description = "Tasks"');
  });

  it("is an error under the module's name in a template", () => {
    const { rendered: wrong } = memoryProject(
      { app: defineStack({ calls, variables: { image } }) },
      {
        ...module,
        ...spec("{ image: web }"),
        "templates/environments/app/main.tf.hbs": '{{moduleArguments module="service"}}\n',
      },
    );
    expect(told(wrong.problems)).toEqual([
      'templates/environments/app/main.tf.hbs:1:1 the module is called more than once: say call="api" or call="worker"',
    ]);
  });
});

describe("a module that is called for each entry of a map", () => {
  const services = variable(
    z.record(
      z.string(),
      z.strictObject({
        image: z.string().describe("Container image"),
        replicas: z.int().default(1),
        domain: z.string().optional(),
      }),
    ),
    { description: "The services" },
  );
  const app = defineStack({
    calls: { service: { module: "service", forEach: "services" } },
    variables: { services, region: variable(z.string(), { description, modules: ["service"] }) },
  });
  const { problems, rendered, output } = memoryProject(
    { app },
    {
      ...module,
      ...spec("{ services: { web: { image: a } }, region: eu }"),
      "templates/environments/app/main.tf.hbs": `module "service" {
  source = {{moduleSource "service"}}
  {{moduleArguments call="service"}}
}
`,
    },
  );

  it("is passed the attributes of each", () => {
    expect(told([...problems, ...rendered.problems])).toEqual([]);
    expect(
      output("environments/a/main.tf").split("\n").slice(2).join("\n"),
    ).toBe(`module "service" {
  source   = "../../modules/service"
  for_each = var.services

  image    = each.value.image
  replicas = each.value.replicas
  domain   = each.value.domain
  region   = var.region
}
`);
  });

  it("declares them", () => {
    const text = output("modules/service/variables.tf");
    expect(text).toContain('"Container image"');
    expect(text).toContain('description = "The services: domain"');
    expect(text.match(/nullable +?= \w+/g)).toEqual([
      "nullable    = false",
      "nullable    = false",
      "nullable    = true",
      "nullable    = false",
    ]);
  });
});

it("takes the source and version of a module from elsewhere from the schema", () => {
  const app = defineStack({
    calls: { network: { source: "terraform-aws-modules/vpc/aws", version: "5.21.0" } },
    variables: { vpc_cidr: variable(z.cidrv4(), { description, modules: { network: "cidr" } }) },
  });
  const { output, rendered } = memoryProject(
    { app },
    {
      ...spec("{ vpc_cidr: 10.0.0.0/16 }"),
      "templates/environments/app/main.tf.hbs": `module "network" {
  source  = {{moduleSource "network"}}
  version = {{moduleVersion "network"}}
  {{moduleArguments call="network"}}
}
`,
    },
  );
  expect(told(rendered.problems)).toEqual([]);
  expect(output("environments/a/main.tf")).toContain(`  source  = "terraform-aws-modules/vpc/aws"
  version = "5.21.0"
  cidr    = var.vpc_cidr
`);
});

describe("mistakes", () => {
  const problemsOf = (options: StackOptions): string[] =>
    told(memoryProject({ app: defineStack(options) }, {}).problems).filter(
      (text) => !text.includes("envs"),
    );
  const passed = (modules: Readonly<Record<string, string>>, type: z.ZodType = z.string()) =>
    variable(type, { description, modules });

  it.each<[string, StackOptions, RegExp]>([
    [
      "two values for one argument of a call",
      { calls, variables: { a: passed({ api: "image" }), b: passed({ api: "image" }) } },
      /the module call "api" is given two values for "image"/,
    ],
    [
      "an argument of two types",
      { calls, variables: { a: passed({ api: "n" }), b: passed({ worker: "n" }, z.int()) } },
      /module "service" would have to declare "n" in two ways: type differs/,
    ],
    [
      "a module by its own name where its calls have names",
      { calls, variables: { a: variable(z.string(), { description, modules: ["service"] }) } },
      /goes to module "service", which is called as api, worker.*modules: \["api", "worker"\]/,
    ],
    [
      "a call for each of nothing",
      {
        calls: { service: { module: "service", forEach: "servics" } },
        variables: { services: passed({}) },
      },
      /has for_each "servics", and there is no such variable \| Did you mean "services"/,
    ],
    [
      "a call for each of what is no map",
      {
        calls: { service: { module: "service", forEach: "services" } },
        variables: { services: passed({}) },
      },
      /"services", which is not a map of objects/,
    ],
    [
      "a call of nothing",
      { calls: { a: {} as { module: string } } },
      /module call "a" names no module/,
    ],
    [
      "a call with a name that is none",
      { calls: { "a b": "service" } },
      /"a b" is not a valid name/,
    ],
  ])("%s", (_, options, message) => {
    const problems = problemsOf(options);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(message);
  });
});
