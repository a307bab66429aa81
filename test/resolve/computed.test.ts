import { describe, expect, it } from "vitest";
import * as z from "zod";
import { compareEnvironments } from "../../src/compare/compare.ts";
import { defineStack, setting, variable } from "../../src/schema/index.ts";
import { memoryProject, told } from "../render/memoryProject.ts";

const description = "A variable";
const text = variable(z.string(), { description });
const count = variable(z.int(), { description });
const specs = (texts: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.entries(texts).map(([name, variables]) => [
      `envs/${name}.yaml`,
      `stack: app\nvariables:\n  ${variables}\n`,
    ]),
  );

describe("computed values", () => {
  const app = defineStack({
    settings: { key: setting(z.string(), { unique: true }) },
    variables: {
      prefix: text,
      name: text,
      zones: variable(z.set(z.string()).default(new Set(["b", "a"])), { description }),
      zone_count: count,
      sisters: variable(z.array(z.string()), { description }),
    },
    computed: {
      settings: { key: ({ environment, variables }) => `${variables.prefix}/${environment.name}` },
      variables: {
        prefix: ({ variables }) => variables.name.toLowerCase(),
        zone_count: ({ variables }) => variables.zones.size,
        sisters: ({ environments }) => environments.map(({ variables }) => variables.prefix),
      },
    },
  });
  const { environments, problems } = memoryProject(
    { app },
    specs({ a: "name: Web", "b/c": "name: Api" }),
  );

  it("may use names, values and other environments, in any order", () => {
    expect(told(problems)).toEqual([]);
    const [a, c] = environments;
    expect(a?.settings).toStrictEqual({ key: "web/a" });
    expect(c?.settings).toStrictEqual({ key: "api/b/c" });
    expect(Object.entries(a?.values ?? {})).toStrictEqual([
      ["prefix", "web"],
      ["name", "Web"],
      ["zones", ["b", "a"]],
      ["zone_count", 2],
      ["sisters", ["web", "api"]],
    ]);
  });

  it("become definitions, in the schema's order", () => {
    expect(Object.keys(environments[0]?.given ?? {})).toEqual([
      "prefix",
      "name",
      "zone_count",
      "sisters",
    ]);
  });

  it("record what they were made from", () => {
    expect(Object.fromEntries(environments[0]?.computed ?? [])).toStrictEqual({
      "settings.key": ["environment.name", "variables.prefix"],
      "variables.prefix": ["variables.name"],
      "variables.zone_count": ["variables.zones"],
      "variables.sisters": ["environments", "variables.prefix"],
    });
  });

  it("may differ where their inputs may", () => {
    const [stack] = environments.map((one) => one.stack);
    if (!stack) throw new Error("There is a stack");
    const report = compareEnvironments(stack, environments, {
      today: "2026-01-01",
      complete: true,
    });
    const classes = report.differences.map((one) => [one.name, one.class, one.reason]);
    expect(classes).toEqual([
      ["name", "undeclared", undefined],
      ["prefix", "declared", "computed from name"],
      ["key", "declared", "computed from environment.name, prefix"],
    ]);
    expect(report.unneeded).toEqual([]);
  });
});

it("reads the environments of another stack", () => {
  const network = defineStack({ variables: { cidr: text } });
  const app = defineStack({
    variables: { peers: variable(z.array(z.string()), { description }) },
    computed: {
      variables: {
        peers: ({ environmentsOf }) => environmentsOf(network).map((one) => one.variables.cidr),
      },
    },
  });
  const { environments, problems } = memoryProject(
    { network, app },
    {
      "envs/app.yaml": "stack: app\n",
      "envs/net.yaml": "stack: network\nvariables: { cidr: 10.0.0.0/16 }\n",
    },
  );
  expect(told(problems)).toEqual([]);
  expect(environments[0]?.values).toEqual({ peers: ["10.0.0.0/16"] });
});

describe("errors in computed values", () => {
  it.each([
    [
      "a circle",
      { a: ({ variables }: V) => variables.b, b: ({ variables }: V) => variables.a },
      ':0:0 "a" is computed from itself in x: variables.a -> variables.b -> variables.a | Break the cycle: give one of them a value in the specs, or compute it from something else.',
    ],
    [
      "an exception",
      {
        a: (): string => {
          throw new Error("no");
        },
        b: ({ variables }: V) => variables.a,
      },
      ':0:0 computing "a" throws an error in x: no',
    ],
    [
      "another type",
      { a: () => 5 as unknown as string, b: ({ variables }: V) => variables.a },
      ':0:0 the computed value of "a" in x does not fit its type: expected a string, found the number 5',
    ],
  ])("%s is reported once", (_, variables, message) => {
    const app = defineStack({ variables: { a: text, b: text }, computed: { variables } });
    const { environments, problems } = memoryProject({ app }, { "envs/x.yaml": "stack: app\n" });
    expect(told(problems)).toEqual([message]);
    expect(environments).toEqual([]);
  });

  it("a spec that gives it a value", () => {
    const app = defineStack({
      variables: { a: text },
      computed: { variables: { a: () => "b" } },
    });
    expect(told(memoryProject({ app }, specs({ x: "a: c" })).problems)).toEqual([
      'envs/x.yaml:3:3 variable "a" is computed: a spec cannot set it | Change what it is computed from (computed in the schema), and remove it from the specs.',
    ]);
  });

  it("a name that is not declared", () => {
    const computed = { variables: { nmae: () => "b" } } as object;
    const app = defineStack({ variables: { name: text }, computed });
    expect(told(memoryProject({ app }, specs({ x: "name: c" })).problems)).toEqual([
      ':0:0 "nmae" is computed, and the stack has no variable of this name | Did you mean "name"?',
    ]);
  });
});

interface V {
  readonly variables: { readonly a: string; readonly b: string };
}

describe("unique values", () => {
  const app = defineStack({
    variables: { cidr: variable(z.string().optional(), { description, unique: true }) },
  });

  it("are refused where two environments hold the same, at the spec's line", () => {
    const { problems } = memoryProject(
      { app },
      specs({ a: "cidr: x", b: "cidr: y", c: "cidr: x" }),
    );
    expect(told(problems)).toEqual([
      'envs/c.yaml:3:9 variable "cidr" has the same value in c and a, and must be unique | Give c a value of its own.',
    ]);
  });

  it("may differ, and an absent value equals no other", () => {
    const { environments, problems } = memoryProject(
      { app },
      { "envs/a.yaml": "stack: app\n", "envs/b.yaml": "stack: app\n" },
    );
    expect(told(problems)).toEqual([]);
    expect(environments[0]?.stack.variables.get("cidr")?.drift).toBe(
      "each environment has its own",
    );
  });
});

describe("rules", () => {
  const app = defineStack({
    variables: {
      min_tasks: count,
      max_tasks: variable(z.int().default(5), { description, sensitive: true }),
    },
    rules: {
      "min_tasks is at most max_tasks": ({ variables }) =>
        variables.min_tasks <= variables.max_tasks,
    },
  });

  it("are satisfied, or reported at the lines of the values that they read", () => {
    const { problems } = memoryProject({ app }, specs({ a: "min_tasks: 5", b: "min_tasks: 6" }));
    expect(told(problems)).toEqual([
      'envs/b.yaml:3:14 rule "min_tasks is at most max_tasks" does not hold in b: min_tasks is 6, max_tasks is (sensitive) | Change one of the values, or the rule in the schema.',
    ]);
  });
});
