import { describe, expect, it } from "vitest";
import * as z from "zod";
import { defineStack, setting } from "../../src/schema/index.ts";
import { memoryProject } from "./memoryProject.ts";

const app = defineStack({
  settings: {
    cdn: setting(z.boolean().default(false), { drift: "production alone has readers far away" }),
    tier: setting(z.string().default("small"), { drift: "what each must bear" }),
  },
});
const specs = {
  "envs/staging.yaml": "stack: app\n",
  "envs/prod/eu.yaml": "stack: app\nsettings: { cdn: true, tier: large }\n",
};

/** The environments in which a template makes x.tf. */
function madeIn(path: string, text = "locals {}\n"): string[] {
  const { rendered } = memoryProject(
    { app },
    { ...specs, [`templates/environments/app/${path}`]: text },
  );
  expect(rendered.problems).toEqual([]);
  return [...rendered.outputs.values()].flatMap(({ path: file, environment = "" }) =>
    file.endsWith("/x.tf") ? [environment] : [],
  );
}

describe("a file for some environments only", () => {
  it.each([
    ["@cdn/x.tf", ["prod/eu"]],
    ["@!cdn/x.tf", ["staging"]],
    ["@tier=large,huge/x.tf", ["prod/eu"]],
    ["@environment=prod+eu/x.tf", ["prod/eu"]],
    ["@cdn/@tier=small/x.tf", []],
    ["x.tf", ["prod/eu", "staging"]],
  ])("by a folder: %s", (path, expected) => {
    expect(madeIn(path)).toEqual(expected);
  });

  it.each([
    ["{{!-- when cdn --}}", ["prod/eu"]],
    ["{{!-- when !cdn and tier=small --}}", ["staging"]],
    ["{{!-- when environment=staging --}}", ["staging"]],
    ["{{!-- cdn is a setting --}}", ["prod/eu", "staging"]],
  ])("by a front line: %s", (line, expected) => {
    expect(madeIn("x.tf.hbs", `${line}\nlocals {}\n`)).toEqual(expected);
  });

  it("may name only existing settings, and not in a file that is made once", () => {
    const { problems } = memoryProject(
      { app },
      {
        ...specs,
        "templates/environments/app/@cnd/x.tf": "locals {}\n",
        "templates/@cdn/y.tf": "locals {}\n",
      },
    );
    expect(problems.map(({ code }) => code).sort()).toEqual([
      "condition-place",
      "condition-unknown",
    ]);
  });
});

describe("a template that says so on its first line", () => {
  it("stays as it is written, or has the line ends of Windows", () => {
    const project = memoryProject(
      { app },
      {
        ...specs,
        "templates/a.tf.hbs": "{{!-- as written --}}\na={\n}\n\n",
        "templates/b.tf.hbs": "{{!-- crlf --}}\na={\n}\n",
      },
    );
    expect(project.output("a.tf").split("\n").slice(2).join("\n")).toBe("a={\n}\n\n");
    expect(project.output("b.tf").split("\r\n").slice(2).join("|")).toBe("a = {|}|");
  });
});

describe("the output folder", () => {
  const stack = defineStack({ output: "envs/{environment}/{name}" });

  it("may hold existing files, and then terraloom's records have their own folder", () => {
    const { rendered, environments } = memoryProject(
      { stack },
      { "envs/prod/eu.yaml": "stack: stack\n", "templates/environments/stack/x.tf": "locals {}\n" },
      [],
      {},
      { output: "infra" },
    );
    expect(environments.map(({ directory }) => directory)).toEqual(["infra/envs/prod/eu/eu"]);
    expect([...rendered.outputs.keys()]).toEqual([
      "infra/.terraloom/schema/stack.schema.json",
      "infra/envs/prod/eu/eu/terraloom.tf",
      "infra/envs/prod/eu/eu/x.tf",
    ]);
    expect(String(rendered.outputs.get("infra/envs/prod/eu/eu/x.tf")?.content)).toMatch(
      /^# Generated.*\nlocals \{\}\n$/,
    );
  });
});
