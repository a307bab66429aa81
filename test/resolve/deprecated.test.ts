import { describe, expect, it } from "vitest";
import * as z from "zod";
import { compareEnvironments } from "../../src/compare/compare.ts";
import { defineStack, variable } from "../../src/schema/index.ts";
import { memoryProject, told } from "../render/memoryProject.ts";

const spec = (variables: string): string => `stack: app\nvariables:\n  ${variables}\n`;

describe("a deprecated variable", () => {
  const stack = (terraform: string) =>
    defineStack({
      terraform,
      variables: {
        memory: variable(z.int(), { description: "Memory", deprecated: "use core_memory" }),
        core_memory: variable(z.int(), { description: "Memory of core", drift: "more people" }),
      },
    });

  it("may be given under either name, each with the other's value", () => {
    const { environments, problems } = memoryProject(
      { app: stack("1.9") },
      { "envs/a.yaml": spec("memory: 1"), "envs/b.yaml": spec("core_memory: 2") },
    );
    expect(told(problems)).toEqual([
      'envs/a.yaml:3:3 "memory" is deprecated: use core_memory | It still works, and will be removed from the schema.',
    ]);
    expect(environments.map(({ given }) => given)).toEqual([
      { memory: 1, core_memory: 1 },
      { memory: 2, core_memory: 2 },
    ]);
    const [a, b] = environments;
    expect(a?.locate(["variables", "core_memory"], "value")).toMatchObject({ column: 11 });
    expect(b?.locate(["variables", "memory"], "key")).toMatchObject({
      file: "envs/b.yaml",
      line: 3,
    });
  });

  it("differs where its new name does", () => {
    const { schema, environments } = memoryProject(
      { app: stack("1.9") },
      { "envs/a.yaml": spec("core_memory: 1"), "envs/b.yaml": spec("core_memory: 2") },
    );
    const app = schema.stacks.get("app");
    if (!app) throw new Error("There is a stack");
    const { differences } = compareEnvironments(app, environments, {
      today: "2026-01-01",
      complete: true,
    });
    expect(differences.map(({ name, class: kind }) => [name, kind])).toEqual([
      ["memory", "declared"],
      ["core_memory", "declared"],
    ]);
  });

  it.each([
    ["1.15", true],
    ["1.14", false],
  ])("is deprecated in Terraform %s: %s", (version, isTold) => {
    const { schema } = memoryProject({ app: stack(version) }, { "envs/a.yaml": spec("memory: 1") });
    const declaration = schema.stacks.get("app")?.variables.get("memory")?.declaration;
    expect(declaration?.deprecated).toBe(isTold ? "use core_memory" : undefined);
  });

  it("has its new name's default", () => {
    const app = defineStack({
      variables: {
        memory: variable(z.int(), { description: "Memory", deprecated: "use core_memory" }),
        core_memory: variable(z.int().default(7), { description: "Memory of core" }),
      },
    });
    const { environments } = memoryProject({ app }, { "envs/a.yaml": "stack: app\n" });
    expect(environments[0]?.values).toEqual({ memory: 7, core_memory: 7 });
  });
});
