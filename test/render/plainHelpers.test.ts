import { describe, expect, it } from "vitest";
import * as z from "zod";
import { defineStack, setting, variable } from "../../src/schema/index.ts";
import { memoryProject, told } from "./memoryProject.ts";

const description = "A variable";
const app = defineStack({
  settings: { stage: setting(z.string()), features: setting(z.array(z.string())) },
  variables: { size: variable(z.bigint(), { description }) },
});
const network = defineStack({ settings: { key: setting(z.string()) } });
const helpers = {
  twice: (text: string) => `${text}${text}`,
  fail: (): string => {
    throw new Error("it cannot be");
  },
};

function rendered(template: string): { text: string; problems: string[] } {
  const project = memoryProject(
    { app, network },
    {
      "envs/prod/eu.yaml":
        "stack: app\nsettings: { stage: Prod, features: [a, b] }\nvariables: { size: 2 }\n",
      "envs/net.yaml": "stack: network\nsettings: { key: net.tfstate }\n",
      "templates/environments/app/out.txt.hbs": template,
    },
    [],
    helpers,
  );
  const text = project.output("environments/prod/eu/out.txt");
  return { text, problems: told([...project.problems, ...project.rendered.problems]) };
}

describe("helpers that know nothing of Terraform", () => {
  it.each([
    ['{{eq settings.stage "Prod"}}', "true"],
    ['{{eq values.size "2"}}', "false"],
    ['{{ne settings.stage "Prod"}}', "false"],
    ["{{not settings.features}}", "false"],
    ['{{and true 1 "a"}} {{and true ""}} {{or false 0}} {{or false "a"}}', "true false false true"],
    ['{{includes settings.features "a"}} {{includes settings.stage "ro"}}', "true true"],
    ['{{includes settings "key"}}', "false"],
    ['{{join settings.features ", "}}', "a, b"],
    ['{{replace environment.name "/" "$&"}}', "prod$&eu"],
    ['{{concat "a/" settings.stage 1}}', "a/Prod1"],
    ["{{lower settings.stage}} {{upper settings.stage}}", "prod PROD"],
    ["{{twice settings.stage}}", "ProdProd"],
    ['{{#if (and (eq settings.stage "Prod") (not false))}}yes{{/if}}', "yes"],
    ['{{#with (environment "net") as |n|}}{{n.settings.key}}{{/with}}', "net.tfstate"],
    ['{{#each (environments stack="network") as |n|}}{{n.name}}{{/each}}', "net"],
  ])("%s", (template, text) => {
    expect(rendered(template)).toEqual({ text, problems: [] });
  });

  it.each([
    ["{{join settings.stage 1}}", "join takes a list and a separator"],
    ["{{includes values.size 1}}", "includes takes a list, a map or a string"],
    ["{{twice}}", null],
    ["{{fail 1}}", "it cannot be"],
    [
      '{{#with (environment "nets")}}{{/with}}',
      'there is no environment "nets" here | Did you mean "net"?',
    ],
    [
      '{{#each (environments stack="netwrk")}}{{/each}}',
      'there is no environment of stack "netwrk" here | Did you mean "network"?',
    ],
  ])("%s is a mistake at its line", (template, message) => {
    const { problems } = rendered(template);
    expect(problems).toHaveLength(1);
    if (message) expect(problems[0]).toContain(message);
    expect(problems[0]).toMatch(/^templates\/environments\/app\/out.txt.hbs:1:/);
  });
});

it("refuses a helper with the name of one that is there", () => {
  const project = memoryProject({ app }, {}, [], { eq: () => "x" });
  expect(project.problems.map(({ code }) => code)).toContain("helper-name");
});
