import { describe, expect, it } from "vitest";
import type { Project } from "../../src/model/project.ts";
import { defineStack } from "../../src/schema/index.ts";
import { judgedFor } from "../../src/status/mayApply.ts";
import { memoryProject, told } from "../render/memoryProject.ts";

const app = defineStack({});
const network = defineStack({ promotion: ["network/eu", ["network/us", "network/asia"]] });
const names = ["staging", "prod-us", "prod-eu", "prod-global", "preview"];
const specs = Object.fromEntries([
  ...names.map((name) => [`envs/${name}.yaml`, "stack: app\n"]),
  ...["us", "eu", "asia"].map((name) => [`envs/network/${name}.yaml`, "stack: network\n"]),
]);
const waves = ["staging", ["prod-eu", "prod-us"], "prod-global"] as const;

describe("promotion in waves", () => {
  const { environments, schema, problems } = memoryProject({ app, network }, specs, waves);

  it("is valid", () => expect(told(problems)).toEqual([]));

  it("is not checked for a spec whose environments cannot be named", () => {
    const each = { ...specs, "envs/eu.yaml": "stack: app\nname: eu\neach: { west: {} }\n" };
    expect(told(memoryProject({ app, network }, each, ["eu-west"]).problems)).toEqual([
      expect.stringContaining("`name` must contain {each}"),
    ]);
  });

  it("orders the environments of a stack; those outside come last", () => {
    const ofStack = (name: string): string[] =>
      environments.filter(({ stack }) => stack.name === name).map((one) => one.name);
    expect(ofStack("app")).toEqual(["staging", "prod-eu", "prod-us", "prod-global", "preview"]);
    expect(ofStack("network")).toEqual(["network/eu", "network/us", "network/asia"]);
  });

  it.each([
    ["staging", []],
    ["prod-us", ["staging"]],
    ["prod-global", ["staging", "prod-eu", "prod-us"]],
    ["preview", []],
    ["network/asia", ["network/eu"]],
  ])("has %s wait for %j, not for its own wave", (name, before) => {
    expect(judgedFor({ environments, schema } as unknown as Project, name)).toEqual([
      ...before,
      name,
    ]);
  });

  it.each([
    [["staging", ["staging", "preview"]], '"staging" is in the promotion order twice'],
    [
      ["staging", ["prod-eu", "prod-globl"]],
      'the promotion order names "prod-globl", and there is no envs/prod-globl.yaml | Did you mean "prod-global"?',
    ],
  ])("refuses %j", (promotion, message) => {
    expect(told(memoryProject({ app, network }, specs, promotion).problems)).toEqual([
      `:0:0 ${message}`,
    ]);
  });
});
