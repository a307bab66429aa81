import { describe, expect, it } from "vitest";
import * as z from "zod";
import type { Environment } from "../../src/model/environment.ts";
import { defineStack, secret, setting, variable } from "../../src/schema/index.ts";
import { memoryProject, told } from "../render/memoryProject.ts";

const description = "A variable";
const app = defineStack({
  settings: {
    stage: setting(z.enum(["s", "p"])),
    size: setting(
      z
        .string()
        .transform((text) => text.length)
        .optional(),
    ),
    ids: setting(z.set(z.bigint()).default(new Set([1n]))),
    backend: setting(
      z.object({ bucket: z.string(), region: z.string().default("eu") }).prefault({ bucket: "b" }),
    ),
  },
  variables: {
    region: variable(z.string(), { description }),
    amount: variable(z.bigint().default(5n), { description }),
    level: variable(z.enum(["info", "debug"]).optional(), { description }),
    note: variable(z.string().nullable(), { description }),
    zones: variable(z.set(z.string()).default(new Set(["a"])), { description }),
    limits: variable(
      z
        .strictObject({
          cpu: z.int().default(1),
          memory: z.int().optional(),
          tags: z.array(z.string()).default(["x"]),
        })
        .prefault({}),
      { description },
    ),
    loose: variable(z.object({ a: z.int(), b: z.object({ c: z.int() }).optional() }).optional(), {
      description,
    }),
    ports: variable(z.tuple([z.int(), z.string()]).optional(), { description }),
    tags: variable(z.record(z.string().regex(/^[a-z_]+$/), z.string()).default({}), {
      description,
    }),
    constructor: variable(z.string().optional(), { description }),
  },
  secrets: { KEY: secret({ description }) },
});

const base = "stack: app\nsettings: { stage: s }\nvariables:\n  region: eu\n  note: null\n";
const only = (files: Readonly<Record<string, string>>): Environment => {
  const { environments, problems } = memoryProject({ app }, files);
  expect(told(problems)).toEqual([]);
  const environment = environments.find(({ name }) => name === "a");
  if (!environment) throw new Error("There is no environment a");
  return environment;
};
const problemsOf = (files: Readonly<Record<string, string>>): string[] =>
  told(memoryProject({ app }, files).problems);

describe("values", () => {
  it("have their defaults, which are not marked as given", () => {
    const { given, values, settings, givenSettings } = only({ "envs/a.yaml": base });
    expect(given).toStrictEqual({ region: "eu", note: null });
    expect(values).toStrictEqual({
      region: "eu",
      amount: 5n,
      level: null,
      note: null,
      zones: ["a"],
      limits: { cpu: 1, tags: ["x"] },
      loose: null,
      ports: null,
      tags: {},
      constructor: null,
    });
    expect(settings).toStrictEqual({
      stage: "s",
      ids: [1n],
      backend: { bucket: "b", region: "eu" },
    });
    expect(givenSettings).toStrictEqual({ stage: "s" });
  });

  it("are those of the spec, in the schema's order", () => {
    const { given, values, settings } = only({
      "envs/a.yaml":
        "stack: app\nsettings: { backend: { bucket: x }, stage: p, size: abcd, ids: [2, 12345678901234567890] }\nvariables: { limits: { memory: 2 }, zones: [b, a, b], note: n, amount: 12345678901234567890, region: us, level: debug, loose: { a: 1, b: { c: 2 } }, ports: [1, x] }\n",
    });
    expect(Object.entries(given)).toStrictEqual([
      ["region", "us"],
      ["amount", 12345678901234567890n],
      ["level", "debug"],
      ["note", "n"],
      ["zones", ["b", "a", "b"]],
      ["limits", { memory: 2 }],
      ["loose", { a: 1, b: { c: 2 } }],
      ["ports", [1, "x"]],
    ]);
    expect(values).toMatchObject({ zones: ["b", "a"], limits: { cpu: 1, memory: 2, tags: ["x"] } });
    expect(settings).toStrictEqual({
      stage: "p",
      size: 4,
      ids: [2n, 12345678901234567890n],
      backend: { bucket: "x", region: "eu" },
    });
  });

  it.each<[string, string, string]>([
    [
      "a number for text",
      "region: 5",
      '9:11 region: expected a string, found the number 5 | In quotes it is a string: "5"',
    ],
    ...["1.10", "012345678901", "0755", "0x1F", "1e3", "0o17", "-0.50"].map(
      (digits): [string, string, string] => [
        `the digits that were written, ${digits}`,
        `region: ${digits}`,
        `9:11 region: expected a string, found the number ${digits} | In quotes it is a string: "${digits}"`,
      ],
    ),
    [
      "the word that was written",
      "region: True",
      '9:11 region: expected a string, found the boolean True | In quotes it is a string: "True"',
    ],
    [
      "a boolean for text",
      "region: true",
      '9:11 region: expected a string, found the boolean true | In quotes it is a string: "true"',
    ],
    [
      "text for a number",
      "amount: five",
      '9:11 amount: expected a whole number, found the string "five"',
    ],
    [
      "a fraction for a whole number",
      "amount: 1.5",
      "9:11 amount: expected a whole number, found the number 1.5",
    ],
    ["null where there is none", "region: null", "9:11 region: expected a string, found null"],
    ["nothing where there is none", "region:", "9:10 region: expected a string, found null"],
    [
      "null for an optional one",
      "level: null",
      '9:10 level: expected one of "info", "debug", found null',
    ],
    [
      "a word that is nearly right",
      "level: dbug",
      '9:10 level: expected one of "info", "debug", found the string "dbug" | Did you mean "debug"?',
    ],
    ["a map for a set", "zones: { a: b }", "9:10 zones: expected a list, found a map"],
    [
      "a set's item",
      "zones: [a, 1]",
      '9:14 zones[1]: expected a string, found the number 1 | In quotes it is a string: "1"',
    ],
    [
      "an object's attribute",
      "limits: { cpu: x }",
      '9:18 limits.cpu: expected a number, found the string "x"',
    ],
    [
      "an object's list",
      "limits: { tags: [a, [b]] }",
      "9:23 limits.tags[1]: expected a string, found a list",
    ],
    [
      "an attribute that is not known",
      "limits: { cpus: 1 }",
      '9:13 limits.cpus: "cpus" is not an attribute of this object',
    ],
    [
      "an attribute that a loose object would drop",
      "loose: { a: 1, d: 2 }",
      '9:18 loose: "d" is not an attribute of this object',
    ],
    [
      "one deep in it",
      "loose: { a: 1, b: { c: 1, e: 2 } }",
      '9:29 loose.b: "e" is not an attribute of this object',
    ],
    [
      "an attribute that is missing",
      "loose: { b: { c: 1 } }",
      '9:10 loose.a: the attribute "a" is missing',
    ],
    [
      "a tuple that is too short",
      "ports: [1]",
      "9:10 ports: too small: expected array to have >=2 items, found a list",
    ],
    [
      "a tuple that is too long",
      "ports: [1, a, b]",
      "9:10 ports: too big: expected array to have <=2 items, found a list",
    ],
    [
      "a key of another form",
      "tags: { A: x }",
      "9:11 tags.A: the key does not fit: invalid string: must match pattern /^[a-z_]+$/",
    ],
    [
      "a secret",
      "KEY: x",
      '9:3 "KEY" is a secret: its value is never written down | Remove the line, and change the value if it was ever committed; secrets belong in the secret store.',
    ],
    [
      "a name that is not known",
      "regoin: x",
      '9:3 "regoin" is not a variable of stack "app" | Did you mean "region"?',
    ],
    [
      "a name of prototypes",
      "toString: x",
      '9:3 "toString" is not a variable of stack "app" | Declare it in the schema with variable(...), or remove it here.',
    ],
  ])("are refused: %s", (_, line, expected) => {
    // What comes from above is whole, so that one thing is wrong.
    const files = {
      "envs/_base.yaml": base,
      "envs/a.yaml": `extends: _base.yaml\n\n\n\n\n\n\nvariables:\n  ${line}\n`,
    };
    expect(problemsOf(files)).toEqual([`envs/a.yaml:${expected}`]);
  });

  it("of settings are refused at their places too", () => {
    expect(
      problemsOf({
        "envs/a.yaml":
          "stack: app\nsettings:\n  stage: q\n  bakend: {}\n  backend: { buckt: x }\nvariables: { region: eu, note: n }\n",
      }),
    ).toEqual([
      'envs/a.yaml:4:3 "bakend" is not a setting of stack "app" | Did you mean "backend"?',
      'envs/a.yaml:3:10 stage: expected one of "s", "p", found the string "q" | Did you mean "s"?',
      'envs/a.yaml:5:12 backend.bucket: the attribute "bucket" is missing',
    ]);
  });

  it("that are missing are reported in the environment's own spec", () => {
    expect(
      problemsOf({
        "envs/_base.yaml": "stack: app\nvariables:\n  note: n\n",
        "envs/a.yaml": "extends: _base.yaml\n",
      }),
    ).toEqual([
      'envs/a.yaml:1:1 setting "stage" has no value | Add "stage: ..." under settings',
      'envs/a.yaml:1:1 variable "region" has no value | Add "region: ..." under variables: A variable',
    ]);
  });
});

describe("extends", () => {
  const at = (environment: Environment, ...path: (string | number)[]): string => {
    const { file, line, column } = environment.locate(path, "value");
    return `${file}:${line}:${column}`;
  };

  it("merges maps deeply, replaces lists, scalars and null, and knows where each value was written", () => {
    const environment = only({
      "envs/_base.yaml":
        "stack: app\nsettings: { stage: s, backend: { bucket: low, region: us } }\nvariables:\n  region: eu\n  note: low\n  zones: [a, b, c]\n  limits: { cpu: 2, tags: [t, u] }\n  tags: { a: low, b: low }\n",
      "envs/a.yaml":
        "extends: _base.yaml\nsettings: { backend: { bucket: top } }\nvariables:\n  note: null\n  zones: [d]\n  limits: { memory: 4 }\n  tags: { b: top, c: top, constructor: top }\n",
    });
    expect(environment.given).toStrictEqual({
      region: "eu",
      note: null,
      zones: ["d"],
      limits: { cpu: 2, tags: ["t", "u"], memory: 4 },
      tags: { a: "low", b: "top", c: "top", constructor: "top" },
    });
    expect(environment.settings).toMatchObject({
      stage: "s",
      backend: { bucket: "top", region: "us" },
    });
    expect({
      region: at(environment, "variables", "region"),
      note: at(environment, "variables", "note"),
      zone: at(environment, "variables", "zones", 0),
      cpu: at(environment, "variables", "limits", "cpu"),
      tag: at(environment, "variables", "limits", "tags", 1),
      memory: at(environment, "variables", "limits", "memory"),
      a: at(environment, "variables", "tags", "a"),
      b: at(environment, "variables", "tags", "b"),
      bucket: at(environment, "settings", "backend", "bucket"),
      stack: at(environment, "stack"),
      absent: at(environment, "variables", "tags", "absent"),
    }).toEqual({
      region: "envs/_base.yaml:4:11",
      note: "envs/a.yaml:4:9",
      zone: "envs/a.yaml:5:11",
      cpu: "envs/_base.yaml:7:18",
      tag: "envs/_base.yaml:7:31",
      memory: "envs/a.yaml:6:21",
      a: "envs/_base.yaml:8:14",
      b: "envs/a.yaml:7:14",
      bucket: "envs/a.yaml:2:32",
      stack: "envs/_base.yaml:1:8",
      absent: "envs/a.yaml:7:9",
    });
  });

  it("replaces a map by a scalar and the other way round", () => {
    const files = {
      "envs/_low.yaml": "variables: { note: { a: 1 }, tags: text }\n",
      "envs/a.yaml":
        "extends: [_low.yaml]\nstack: app\nsettings: { stage: s }\nvariables: { region: r, note: text, tags: { x: y } }\n",
    };
    expect(only(files).given).toMatchObject({ note: "text", tags: { x: "y" } });
  });

  const says = (name: string, value: string, above = ""): string =>
    `${above === "" ? "" : `extends: ${above}\n`}variables: { tags: { ${name}: ${value} } }\n`;
  const rest = "stack: app\nsettings: { stage: s }\n";
  const own = (above: string): string =>
    `${rest}extends: ${above}\nvariables: { region: r, note: n }\n`;

  it.each<[string, Record<string, string>, Record<string, string>]>([
    [
      "of several files the last wins",
      {
        "envs/a.yaml": own("[_b.yaml, _c.yaml]"),
        "envs/_b.yaml": says("x", "b"),
        "envs/_c.yaml": says("x", "c"),
      },
      { x: "c" },
    ],
    [
      "a file of two levels wins over what it extends",
      {
        "envs/a.yaml": own("_b.yaml"),
        "envs/_b.yaml": says("x", "b", "_c.yaml"),
        "envs/_c.yaml": "variables: { tags: { x: c, y: c } }\n",
      },
      { x: "b", y: "c" },
    ],
    [
      "what two files extend counts once, below both",
      {
        "envs/a.yaml": own("[_b.yaml, _c.yaml]"),
        "envs/_b.yaml": says("x", "b", "_d.yaml"),
        "envs/_c.yaml": says("y", "c", "_d.yaml"),
        "envs/_d.yaml": "variables: { tags: { x: d, y: d, z: d } }\n",
      },
      { x: "b", y: "c", z: "d" },
    ],
    [
      "a file that is named and extended comes below what extends it",
      {
        "envs/a.yaml": own("[_b.yaml, _c.yaml]"),
        "envs/_b.yaml": says("x", "b", "_c.yaml"),
        "envs/_c.yaml": "variables: { tags: { x: c, y: c } }\n",
      },
      { x: "b", y: "c" },
    ],
    [
      "a file named twice",
      {
        "envs/a.yaml": own("[_b.yaml, _c.yaml, _b.yaml]"),
        "envs/_b.yaml": says("x", "b"),
        "envs/_c.yaml": says("x", "c"),
      },
      { x: "c" },
    ],
    [
      "folders, relative to the file that names them",
      {
        "envs/a.yaml": own("_shared/b.yaml"),
        "envs/_shared/b.yaml": says("x", "b", "[deep/c.yaml, ../_d.yaml]"),
        "envs/_shared/deep/c.yaml": says("y", "c"),
        "envs/_d.yaml": says("z", "d"),
      },
      { x: "b", y: "c", z: "d" },
    ],
    [
      "an environment that another one extends",
      {
        "envs/a.yaml": own("./b/c.yaml"),
        "envs/b/c.yaml": `${rest}variables: { region: q, note: o, tags: { x: c } }\n`,
      },
      { x: "c" },
    ],
    [
      "a key of prototypes",
      {
        "envs/a.yaml": own("_b.yaml"),
        "envs/_b.yaml": says("constructor", "b", "_c.yaml"),
        "envs/_c.yaml": says("constructor", "c"),
      },
      { constructor: "b" },
    ],
  ])("%s", (_, files, expected) => {
    expect(Object.entries(only(files).given.tags as object).sort()).toEqual(
      Object.entries(expected).sort(),
    );
  });

  it("says where a value of a diamond was written", () => {
    const environment = only({
      "envs/a.yaml": own("[_b.yaml, _c.yaml]"),
      "envs/_b.yaml": says("x", "b", "_d.yaml"),
      "envs/_c.yaml": says("y", "c", "_d.yaml"),
      "envs/_d.yaml": "variables: { tags: { x: d, y: d, z: d } }\n",
    });
    expect(["x", "y", "z"].map((name) => at(environment, "variables", "tags", name))).toEqual([
      "envs/_b.yaml:2:25",
      "envs/_c.yaml:2:25",
      "envs/_d.yaml:1:37",
    ]);
  });

  it("is fast where every file extends two of the next", () => {
    const levels = Array.from({ length: 40 }, (_, level) => {
      const above = `extends: [_l${level + 1}.yaml, _r${level + 1}.yaml]\n`;
      return { [`envs/_l${level}.yaml`]: above, [`envs/_r${level}.yaml`]: above };
    });
    const end = { "envs/_l40.yaml": "variables: {}\n", "envs/_r40.yaml": "variables: {}\n" };
    expect(
      only(Object.assign({ "envs/a.yaml": own("[_l0.yaml, _r0.yaml]") }, ...levels, end)).given,
    ).toStrictEqual({ region: "r", note: "n" });
  });

  it.each<[string, Record<string, string>, string[]]>([
    [
      "a file that is not there",
      { "envs/a.yaml": own("_b.yml"), "envs/_b.yaml": "variables: {}\n" },
      ['envs/a.yaml:3:10 there is no envs/_b.yml | Did you mean "envs/_b.yaml"?'],
    ],
    [
      "a file outside",
      { "envs/a.yaml": own("[../x.yaml, /etc/x.yaml, 'b\\c.yaml', _b/../../envs.yaml]") },
      ["envs/a.yaml:3:11", "envs/a.yaml:3:22", "envs/a.yaml:3:35", "envs/a.yaml:3:47"].map(
        (place, index) =>
          `${place} "${["../x.yaml", "/etc/x.yaml", "b\\c.yaml", "_b/../../envs.yaml"][index]}" is outside of envs/ | extends names a spec under envs/, relative to this one.`,
      ),
    ],
    [
      "itself",
      { "envs/a.yaml": own("a.yaml") },
      [
        "envs/a.yaml:3:10 specs extend each other in a cycle: envs/a.yaml -> envs/a.yaml | Remove one of these extends.",
      ],
    ],
    [
      "no name",
      { "envs/a.yaml": own("[1, { b: c }]") },
      [
        'envs/a.yaml:3:11 "extends" must be the name of a file, or a list of them, found the number 1',
        'envs/a.yaml:3:14 "extends" must be the name of a file, or a list of them, found a map',
      ],
    ],
  ])("of %s is refused", (_, files, expected) => {
    expect(problemsOf(files)).toEqual(expected);
  });

  it("does not report what a broken file would have given", () => {
    expect(
      problemsOf({ "envs/a.yaml": "extends: _b.yaml\n", "envs/_b.yaml": "stack: [\n" }),
    ).toHaveLength(1);
  });
});

describe("waivers", () => {
  const waiver = (text: string): string => `${base}accepted_drift:\n  - ${text}\n`;

  it("include their last day", () => {
    const environment = only({
      "envs/a.yaml": `${base}accepted_drift:\n  - { variable: region, reason: r, until: 2028-02-29 }\n  - { setting: stage, reason: s, until: '2026-12-01', hold: true }\n`,
    });
    expect(environment.acceptedDrift).toMatchObject([
      {
        kind: "variable",
        name: "region",
        reason: "r",
        until: "2028-02-29",
        hold: false,
        location: { line: 7, column: 5 },
      },
      {
        kind: "setting",
        name: "stage",
        reason: "s",
        until: "2026-12-01",
        hold: true,
        location: { line: 8, column: 5 },
      },
    ]);
  });

  it("are inherited as a list: the spec's own replaces it", () => {
    const files = {
      "envs/_b.yaml": "accepted_drift: [{ variable: region, reason: r, until: 2026-12-01 }]\n",
    };
    expect(
      only({ ...files, "envs/a.yaml": `extends: _b.yaml\n${base}` }).acceptedDrift,
    ).toMatchObject([{ name: "region", location: { file: "envs/_b.yaml", line: 1 } }]);
    expect(
      only({ ...files, "envs/a.yaml": `extends: _b.yaml\n${base}accepted_drift: []\n` })
        .acceptedDrift,
    ).toEqual([]);
  });

  it.each<[string, string]>([
    [
      "region",
      '7:5 an entry of accepted_drift must be a map | { variable: core_memory, reason: "why it differs", until: 2026-12-31 }',
    ],
    [
      "{ reason: r, until: 2026-12-01 }",
      '7:5 it must name one variable or one setting | { variable: core_memory, reason: "why it differs", until: 2026-12-31 }',
    ],
    [
      "{ variable: region, setting: stage, reason: r, until: 2026-12-01 }",
      '7:5 it must name one variable or one setting | { variable: core_memory, reason: "why it differs", until: 2026-12-31 }',
    ],
    [
      "{ variable: regio, reason: r, until: 2026-12-01 }",
      '7:17 "regio" is not a variable of stack "app" | Did you mean "region"?',
    ],
    [
      "{ setting: region, reason: r, until: 2026-12-01 }",
      '7:16 "region" is not a setting of stack "app" | Stack "app" declares none of this name.',
    ],
    [
      "{ variable: region, until: 2026-12-01 }",
      '7:5 it has no reason | Say why this environment differs: reason: "..."',
    ],
    [
      "{ variable: region, reason: ' ', until: 2026-12-01 }",
      '7:5 it has no reason | Say why this environment differs: reason: "..."',
    ],
    [
      "{ variable: region, reason: r }",
      "7:5 it has no last day | Say until when, as year-month-day: until: 2026-12-31",
    ],
    [
      "{ variable: region, reason: r, until: 2026-02-29 }",
      "7:43 it has no last day | Say until when, as year-month-day: until: 2026-12-31",
    ],
    [
      "{ variable: region, reason: r, until: 01.12.2026 }",
      "7:43 it has no last day | Say until when, as year-month-day: until: 2026-12-31",
    ],
    [
      "{ variable: region, reason: r, until: 2026-12-01, hold: yes }",
      "7:61 hold must be true or false | Write hold: true",
    ],
    [
      "{ variable: region, reason: r, untl: 2026-12-01 }",
      '7:36 "untl" is not a key of an accepted_drift entry | Did you mean "until"?\nenvs/a.yaml:7:5 it has no last day | Say until when, as year-month-day: until: 2026-12-31',
    ],
  ])("%s is refused", (text, expected) => {
    expect(problemsOf({ "envs/a.yaml": waiver(text) }).join("\n")).toBe(`envs/a.yaml:${expected}`);
  });
});

describe("names of environments", () => {
  const named = (...files: string[]): string[] =>
    problemsOf(Object.fromEntries(files.map((file) => [file, base])));

  it("are their paths, and a leading _ makes none", () => {
    const { environments } = memoryProject(
      { app },
      {
        "envs/b.yaml": base,
        "envs/a/b.yaml": base,
        "envs/_c.yaml": "{}\n",
        "envs/_d/e.yaml": "{}\n",
        "envs/f/_g.yaml": "{}\n",
        "envs/h.1.yaml": base,
        "envs/README.md": "x",
      },
    );
    expect(environments.map(({ name }) => name)).toEqual(["a/b", "b", "h.1"]);
  });

  it.each([
    "envs/a b.yaml",
    "envs/-a.yaml",
    "envs/.a.yaml",
    "envs/a..yaml",
    "envs/CON.yaml",
    "envs/a/nul.b.yaml",
    "envs/é.yaml",
    "envs/a$b.yaml",
    "envs/a:b.yaml",
  ])("%s is refused", (file) => {
    expect(named(file)).toEqual([
      expect.stringContaining("is not a valid folder name on every system"),
    ]);
  });

  it("that differ in letter case alone, at any depth", () => {
    expect(named("envs/A/b.yaml", "envs/a/B.yaml")).toEqual([
      expect.stringContaining('"a/B" and envs/A/b.yaml differ in letter case alone'),
    ]);
  });

  it("end in .yaml", () => {
    expect(named("envs/a.yml")).toEqual([expect.stringContaining("a spec ends in .yaml")]);
  });
});
