import { expect, it } from "vitest";
import * as z from "zod";
import { valuesFor } from "../../src/cli/answers/values.ts";
import { Interview } from "../../src/cli/interview.ts";
import { describe as words } from "../../src/diagnostics/diagnostic.ts";
import { readSchema } from "../../src/load/readSchema.ts";
import type { ProjectVariable } from "../../src/model/schema.ts";
import { defineProject, defineStack, variable } from "../../src/schema/index.ts";

const environments = ["staging", "production"];

const types = {
  text: z.string(),
  whole: z.int(),
  list: z.array(z.string()),
  optional: z.string().default("x"),
};

/** What `--value` comes to: `*` of all environments, each of its own, or what is said of it. */
const cases: readonly [
  keyof typeof types,
  readonly string[],
  Record<string, unknown> | string[],
][] = [
  ["text", ["red"], { "*": "red" }],
  ["text", ["17"], { "*": "17" }],
  ["text", [""], { "*": "" }],
  ["text", ["a # b"], { "*": "a # b" }],
  ["text", ["https://example.org/?a=b"], { "*": "https://example.org/?a=b" }],
  ["text", ["staging=a", "production=b=c"], { staging: "a", production: "b=c" }],
  ["text", ["a", "production=b"], { "*": "a", production: "b" }],
  ["text", ['"prod=a"'], { "*": "prod=a" }],
  ["text", ["prod=a"], ['there is no environment "prod"', 'Did you mean "production"?']],
  ["text", ["development=a"], ['there is no environment "development"']],
  ["text", ["staging=a", "prod=b"], ['there is no environment "prod"']],
  ["text", ["staging=a"], ["--value is missing: --value production=VALUE"]],
  ["text", [], ["one value for all environments"]],
  ["text", ["a", "b"], ["all environments is given two values"]],
  ["text", ["staging=a", "staging=b", "production=c"], ["staging is given two values"]],
  ["optional", [], {}],
  ["optional", ["staging=a"], { staging: "a" }],
  ["whole", ["-1"], { "*": -1 }],
  ["whole", ["staging=1", "production=-2"], { staging: 1, production: -2 }],
  ["whole", ["often"], ['expected a number, found the string "often"']],
  ["whole", ["1.5"], ["expected a whole number"]],
  [
    "whole",
    ["staging=x"],
    ['staging: expected a number, found the string "x"', "production=VALUE"],
  ],
  ["whole", ["staging=x", "prod=y"], ["staging: expected a number", '"prod"']],
  ["list", ["[a, b]"], { "*": ["a", "b"] }],
  ["list", ["staging=[a]", "production=[]"], { staging: ["a"], production: [] }],
  ["list", ["a"], ['expected a list, found the string "a"']],
];

it.each(cases)("%s --value %j", async (type, value, expected) => {
  const interview = new Interview({ options: { value }, names: [] });
  const values = await valuesFor(declared(type), environments, interview);
  if (!Array.isArray(expected)) {
    if (!values.ok) throw new Error(JSON.stringify(values.problems));
    const given = values.value;
    const all = given.all === undefined ? {} : { "*": given.all };
    expect({ ...all, ...Object.fromEntries(given.each) }).toEqual(expected);
    return;
  }
  expect(values.ok).toBe(false);
  const told = interview.problems
    .map((problem) => Object.values(words(problem)).join("\n"))
    .join("\n");
  for (const part of expected) expect(told).toContain(part);
  expect(interview.problems).toHaveLength(
    expected.filter((part) => !part.startsWith("Did you mean")).length,
  );
});

it("does not show a sensitive value", async () => {
  const interview = new Interview({ options: { value: ["top-secret"] }, names: [] });
  await valuesFor({ ...declared("whole"), sensitive: true }, environments, interview);
  expect(JSON.stringify(interview.problems)).not.toContain("top-secret");
});

function declared(name: keyof typeof types): ProjectVariable {
  const variables = Object.fromEntries(
    Object.entries(types).map(([one, type]) => [
      one,
      variable(type, { description: one, drift: "a test" }),
    ]),
  );
  const stacks = { app: defineStack({ variables }) };
  const { schema } = readSchema(defineProject({ stacks, promotion: [] }), () => undefined);
  const found = schema.stacks.get("app")?.variables.get(name);
  if (!found) throw new Error(name);
  return found;
}
