import { describe, expect, it } from "vitest";
import * as z from "zod";
import { defineStack, setting, variable } from "../../src/schema/index.ts";
import { memoryProject, told } from "../render/memoryProject.ts";

const description = "A variable";
const app = defineStack({
  settings: { note: setting(z.string().optional()) },
  variables: {
    email: variable(z.string().optional(), { description }),
    level: variable(z.string().default("info"), { description }),
    none: variable(z.string().nullable(), { description }),
    tags: variable(z.record(z.string(), z.string()), { description }),
    limits: variable(z.strictObject({ cpu: z.int(), memory: z.int().optional() }), { description }),
    name: variable(z.string(), { description }),
  },
});
const shared = `settings: { note: hello }
variables:
  email: a@example.org
  level: debug
  none: some
  tags: { owner: web, cost: "1" }
  limits: { cpu: 1, memory: 2 }
  name: shop
`;
const project = (own: string) =>
  memoryProject(
    { app },
    { "envs/_shared.yaml": shared, "envs/a.yaml": `stack: app\nextends: _shared.yaml\n${own}` },
  );

describe("null over an inherited value", () => {
  it("removes an optional value, at any depth", () => {
    const { environments, problems } = project(`settings: { note: null }
variables:
  email: null
  level: null
  none: null
  tags: { owner: null }
  limits: { memory: null }
`);
    expect(told(problems)).toEqual([]);
    const [a] = environments;
    expect(a?.settings).toEqual({});
    expect(a?.values).toEqual({
      email: null,
      level: "info",
      none: null,
      tags: { cost: "1" },
      limits: { cpu: 1 },
      name: "shop",
    });
    expect(Object.keys(a?.given ?? {})).not.toContain("email");
  });

  it("is an error for a required or a not inherited value", () => {
    const { problems } = project("variables: { name: null, tags: { new: null } }\n");
    expect(told(problems).map((text) => text.split(" | ", 1)[0])).toEqual([
      "envs/a.yaml:3:39 tags.new: expected a string, found null",
      "envs/a.yaml:3:20 name: expected a string, found null",
    ]);
  });
});
