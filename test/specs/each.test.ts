import { describe, expect, it } from "vitest";
import * as z from "zod";
import { overdueEnvironments } from "../../src/resolve/overdue.ts";
import { defineStack, setting, variable } from "../../src/schema/index.ts";
import { memoryProject, told } from "../render/memoryProject.ts";

const app = defineStack({
  settings: { key: setting(z.string(), { unique: true }) },
  variables: {
    region: variable(z.string(), { description: "Region" }),
    tasks: variable(z.int(), { description: "Tasks", drift: "by size" }),
  },
  computed: {
    settings: { key: ({ environment }) => environment.name },
    variables: { region: ({ environment }) => environment.each ?? "nowhere" },
  },
});
const project = (texts: Readonly<Record<string, string>>) => memoryProject({ app }, texts);

describe("each", () => {
  it("makes an environment of each entry, with shared values and its own", () => {
    const { environments, problems } = project({
      "envs/prod.yaml": `stack: app
name: prod-{each}
until: 2026-12-31
each:
  eu: { variables: { tasks: 4 } }
  us:
  ap:
    until: 2026-11-01
variables: { tasks: 2 }
`,
    });
    expect(told(problems)).toEqual([]);
    expect(
      environments.map(({ name, each, until, values }) => [name, each, until?.day, values]),
    ).toEqual([
      ["prod-ap", "ap", "2026-11-01", { region: "ap", tasks: 2 }],
      ["prod-eu", "eu", "2026-12-31", { region: "eu", tasks: 4 }],
      ["prod-us", "us", "2026-12-31", { region: "us", tasks: 2 }],
    ]);
    const eu = environments.find(({ each }) => each === "eu");
    expect(eu?.locate(["variables", "tasks"], "value")).toMatchObject({ line: 5, column: 29 });
    expect(eu?.locate(["stack"], "value")).toMatchObject({ line: 1 });
    const [over, ...others] = overdueEnvironments(environments, "2026-11-02");
    expect(over).toMatchObject({ code: "environment-over", location: { line: 8, column: 12 } });
    expect(others).toEqual([]);
    expect(overdueEnvironments(environments, "2026-11-01")).toEqual([]);
  });

  it("names entries below the file where no pattern is given, and may be extended", () => {
    const { environments } = project({
      "envs/prod.yaml": "stack: app\neach: { eu: }\nvariables: { tasks: 2 }\n",
      "envs/other.yaml": "extends: prod.yaml\nvariables: { tasks: 3 }\n",
    });
    expect(environments.map(({ name, values }) => [name, values.tasks])).toEqual([
      ["other", 3],
      ["prod/eu", 2],
    ]);
  });

  it("reports what is missing or wrong at the entry", () => {
    const { problems } = project({
      "envs/prod.yaml": "stack: app\neach:\n  eu: { variables: { tasks: many } }\n  us:\n",
    });
    expect(told(problems).map((text) => text.split(" | ", 1)[0])).toEqual([
      'envs/prod.yaml:3:29 tasks: expected a number, found the string "many"',
      'envs/prod.yaml:4:3 variable "tasks" has no value',
    ]);
  });

  it("reports two environments with one name at the specs only", () => {
    const { rendered } = project({
      "envs/prod.yaml": "stack: app\nname: '{each}'\neach: { eu: {} }\nvariables: { tasks: 1 }\n",
      "envs/eu.yaml": "stack: app\nvariables: { tasks: 2 }\n",
    });
    expect(rendered.problems.map(({ code }) => code)).not.toContain("output-twice");
  });
});
