import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv, type ValidateFunction } from "ajv";
import { beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import * as z from "zod";
import { partialSchema } from "../../src/editorSchema/partialSchema.ts";
import { loadProject, renderProject } from "../../src/index.ts";
import { defineStack, secret, setting, variable } from "../../src/schema/index.ts";
import { repository } from "../support/temporaryProject.ts";
import { memoryProject } from "./memoryProject.ts";

/** What an editor does with a stack's JSON Schema. Formats are hints: an editor does not know all of them. */
function validator(text: string): ValidateFunction {
  return new Ajv({
    allErrors: true,
    allowUnionTypes: true,
    strict: true,
    strictTypes: false,
    strictRequired: false,
    validateFormats: false,
  })
    .addVocabulary(["errorMessage", "patternErrorMessage"])
    .compile(JSON.parse(text));
}

/** What is wrong with a spec, as `path keyword`. */
function squiggles(validate: ValidateFunction, spec: unknown): string[] {
  validate(spec);
  return (validate.errors ?? [])
    .map(({ instancePath, keyword }) => `${instancePath || "/"} ${keyword}`)
    .sort();
}

const description = "A variable";
const named = z.string().min(1).meta({ id: "Name", description: "A name" });
const app = defineStack({
  settings: {
    stage: setting(z.string(), { description: "The stage", drift: "each has its own" }),
    backend: setting(z.object({ bucket: z.string(), key: z.string() }).optional()),
    size: setting(
      z
        .string()
        .transform((text) => text.length)
        .optional(),
    ),
  },
  variables: {
    region: variable(z.string().regex(/^[a-z]/), {
      description: "AWS region",
      labels: { container: ["core", "jobs"] },
    }),
    count: variable(z.bigint(), { description }),
    names: variable(z.set(z.string()).default(new Set()), { description }),
    level: variable(z.enum(["info", "debug"]).optional(), {
      description,
      drift: "loud in staging",
    }),
    rules: variable(z.array(z.object({ from: z.int(), to: z.int().optional() })).optional(), {
      description,
    }),
  },
  secrets: {
    API_KEY: secret({ description: "Key of the API" }),
    TOKEN: secret({ description }),
    PIN: secret({ description }),
  },
});
const { output } = memoryProject({ app }, {});
const text = output("schema/app.schema.json");

describe("a stack's JSON Schema", () => {
  const validate = validator(text);
  const whole = { stack: "app", settings: { stage: "s" }, variables: { region: "eu", count: 1 } };

  it.each<[string, unknown, string[]]>([
    ["a whole spec", whole, []],
    [
      "a spec with everything",
      {
        ...whole,
        extends: ["a.yaml"],
        variables: { ...whole.variables, names: ["a"], level: "debug" },
        accepted_drift: [
          { variable: "level", reason: "r", until: "2026-12-31", hold: true },
          { setting: "stage", reason: "r", until: "2026-12-31" },
        ],
      },
      [],
    ],
    [
      "a spec that extends another, which may hold the rest",
      { stack: "app", extends: "_base.yaml" },
      [],
    ],
    ["a spec to be extended, which may hold less", { variables: { region: "eu" } }, []],
    [
      "sections whose lines are commented out",
      { extends: "a.yaml", settings: null, variables: null, accepted_drift: null },
      [],
    ],
    ["a spec without its values", { stack: "app" }, ["/ if", "/ required", "/ required"]],
    [
      "a value that is missing",
      { ...whole, variables: { region: "eu" } },
      ["/ if", "/variables required"],
    ],
    [
      "names that are not known",
      { ...whole, variable: {}, variables: { ...whole.variables, regoin: 1 } },
      ["/ additionalProperties", "/variables additionalProperties"],
    ],
    ["another stack", { ...whole, stack: "ap" }, ["/stack const"]],
    [
      "part of a map, which another spec completes",
      { stack: "app", extends: "a.yaml", settings: { backend: { key: "k" } } },
      [],
    ],
    [
      "part of a map that nothing completes",
      { ...whole, settings: { stage: "s", backend: { key: "k" } } },
      ["/ if", "/settings/backend required"],
    ],
    [
      "a part of a list, which replaces and is never completed",
      { stack: "app", extends: "a.yaml", variables: { rules: [{ to: 1 }] } },
      ["/variables/rules/0 required"],
    ],
    [
      "a key that z.object() would drop",
      { ...whole, variables: { ...whole.variables, rules: [{ from: 1, too: 2 }] } },
      ["/variables/rules/0 additionalProperties"],
    ],
    [
      "secrets",
      { ...whole, variables: { ...whole.variables, API_KEY: "k", TOKEN: null, PIN: false } },
      [
        "/variables/API_KEY const",
        "/variables/API_KEY type",
        "/variables/PIN type",
        "/variables/TOKEN const",
      ],
    ],
    [
      "a section that is empty",
      { stack: "app", settings: null, variables: {} },
      ["/ if", "/settings type", "/variables required", "/variables required"],
    ],
    [
      "values of other types",
      { ...whole, variables: { region: 1, count: 1.5, names: ["a", "a"], level: "loud" } },
      ["/variables/count type", "/variables/level enum", "/variables/region type"],
    ],
    [
      "a value that a pattern refuses",
      { ...whole, variables: { region: "EU", count: 1 } },
      ["/variables/region pattern"],
    ],
    [
      "an accepted drift that lacks something",
      { ...whole, accepted_drift: [{ variable: "levl" }] },
      [
        "/accepted_drift/0 required",
        "/accepted_drift/0 required",
        "/accepted_drift/0/variable enum",
      ],
    ],
  ])("says of %s what there is to say", (_, spec, expected) => {
    expect(squiggles(validate, spec)).toEqual(expected);
  });

  it("has hover text with the description and the reason to differ", () => {
    const { properties } = JSON.parse(text);
    const told = (section: string, name: string): string =>
      properties[section].properties[name].description;
    expect(told("variables", "region")).toBe(
      "AWS region\n\nThe same in every environment.\n\ncontainer: core, jobs",
    );
    expect(told("variables", "level")).toBe(
      "A variable\n\nMay differ between environments: loud in staging",
    );
    expect(told("settings", "stage")).toBe(
      "The stage\n\nMay differ between environments: each has its own",
    );
    expect(told("settings", "size")).toBe("The same in every environment.");
  });

  it("has hover text for a secret too, which is not completed", () => {
    const { variables } = JSON.parse(text).properties;
    expect(variables.patternProperties["^API_KEY$"]).toMatchObject({
      description: "Key of the API\n\nA secret: its value is never written down.",
      errorMessage: '"API_KEY" is a secret: its value is never written down. Remove the line',
    });
    expect(Object.keys(variables.properties)).not.toContain("API_KEY");
  });

  it("has the texts of .describe() and .meta()", () => {
    const stack = defineStack({
      variables: {
        mode: variable(z.enum(["a", "b"]).describe("a is quick, b is thorough").nullable(), {
          description,
          drift: "b costs time",
        }),
        named: variable(named, { description }),
        counts: variable(
          z.set(z.bigint()).meta({ title: "Counts", examples: [new Set([1n, 2n])] }),
          {
            description,
          },
        ),
        limit: variable(z.bigint().meta({ examples: [5n], weight: 2n ** 60n }), { description }),
        size: variable(
          z.strictObject({
            cpu: z
              .int()
              .describe("CPU units")
              .meta({ examples: [256] }),
          }),
          { description },
        ),
      },
    });
    const schema = JSON.parse(memoryProject({ stack }, {}).output("schema/stack.schema.json"));
    const { mode, named: other, counts, limit, size } = schema.properties.variables.properties;
    expect(mode.description).toBe(
      "A variable\n\na is quick, b is thorough\n\nMay differ between environments: b costs time",
    );
    expect(mode.enum).toEqual(["a", "b", null]);
    expect(other.description).toBe("A variable\n\nA name\n\nThe same in every environment.");
    expect(counts).toMatchObject({ title: "Counts", type: "array", examples: [[1, 2]] });
    expect(limit).toMatchObject({ type: "integer", examples: [5] });
    expect(limit).not.toHaveProperty("weight");
    expect(size.properties.cpu).toMatchObject({ description: "CPU units", examples: [256] });
  });

  it.each<[string, z.ZodType, unknown]>([
    ["a set", z.set(z.string()).default(new Set(["a"])), ["a"]],
    [
      "a set in an object",
      z.strictObject({ a: z.set(z.string()) }).default({ a: new Set(["x"]) }),
      { a: ["x"] },
    ],
    ["a big integer", z.bigint().default(5n), 5],
    ["one that JSON would round", z.bigint().default(2n ** 60n), undefined],
    ["text", z.string().default("x"), "x"],
    ["null", z.string().nullable().default(null), null],
    [
      "what an object's attributes have",
      z.strictObject({ a: z.int().default(1) }).prefault({}),
      {},
    ],
  ])("tells the default of %s", (_, type, expected) => {
    const stack = defineStack({ variables: { v: variable(type, { description }) } });
    const schema = JSON.parse(memoryProject({ stack }, {}).output("schema/stack.schema.json"));
    expect(schema.properties.variables.properties.v.default).toEqual(expected);
  });

  it("supports a recursive type of a setting", () => {
    const tree = z.strictObject({
      v: z.string(),
      get kids(): z.ZodArray<typeof tree> {
        return z.array(tree);
      },
    });
    const stack = defineStack({
      settings: { "a/b ~c": setting(tree), list: setting(z.array(tree)) },
    });
    const judge = validator(memoryProject({ stack }, {}).output("schema/stack.schema.json"));
    const leaf = { v: "x", kids: [] };
    const of = (kid: unknown) => ({
      stack: "stack",
      settings: { "a/b ~c": { v: "x", kids: [kid] }, list: [{ v: "x", kids: [kid] }] },
    });
    expect(squiggles(judge, of(leaf))).toEqual([]);
    expect(squiggles(judge, of({ v: 1, kids: [] }))).toEqual([
      "/settings/a~1b ~0c/kids/0/v type",
      "/settings/list/0/kids/0/v type",
    ]);
  });

  it("is valid for a stack without variables or settings", () => {
    const judge = validator(
      memoryProject({ empty: defineStack({}) }, {}).output("schema/empty.schema.json"),
    );
    expect(squiggles(judge, { stack: "empty", accepted_drift: [] })).toEqual([]);
  });

  it("is of draft 07, which editors read", () => {
    expect(JSON.parse(text).$schema).toBe("http://json-schema.org/draft-07/schema#");
  });
});

describe("a type's JSON Schema refuses nothing that the type takes", () => {
  it.each<[string, z.ZodType, unknown[], unknown[]]>([
    ["a pattern without regard to case", z.string().regex(/^ab$/i), ["AB", "ab"], []],
    ["a pattern of unicode", z.string().regex(/^\p{L}+$/u), ["é日"], ["1"]],
    ["a pattern with . for newlines", z.string().regex(/^a.b$/s), ["a\nb"], []],
    ["a pattern with a flag among others", z.string().regex(/a/i).regex(/b/), ["Ab"], ["a"]],
    ["two patterns with flags", z.string().regex(/a/i).regex(/b/i), ["AB"], []],
    ["sets of objects", z.set(z.strictObject({ a: z.bigint() })), [[{ a: 1 }]], [[{ b: 1 }]]],
    [
      "types with a name",
      z.strictObject({ a: named, b: z.set(named), c: named.optional() }),
      [
        { a: "x", b: ["y"] },
        { a: "x", b: [], c: "z" },
      ],
      [{ a: "", b: [] }],
    ],
    ["a type that is a name", named, ["x"], [""]],
    [
      "defaults",
      z
        .strictObject({ a: z.set(z.string()).default(new Set(["x"])), b: z.bigint().default(5n) })
        .prefault({}),
      [{}, { a: ["y"], b: 1 }],
      [{ a: "y" }],
    ],
    ["null among choices", z.enum(["a", "b"]).nullable(), ["a", null], ["c"]],
    ["null or one text", z.literal("a").nullable(), ["a", null], ["b"]],
    [
      "null or an object",
      z.strictObject({ a: z.int() }).nullable(),
      [{ a: 1 }, null],
      [{}, { b: 1 }, 1],
    ],
    ["null or a list", z.array(z.int()).nullable(), [[1], null], [["a"], 1]],
    ["null or a type with a name", named.nullable(), ["x", null], ["", 1]],
    [
      "named types in a union's null",
      z.strictObject({ a: named.nullable() }),
      [{ a: null }],
      [{ a: "" }, {}],
    ],
    ["dates without a zone", z.iso.datetime({ local: true }), ["2026-12-31T00:00:00"], ["2026"]],
    ["times", z.iso.time(), ["08:30"], ["25:00"]],
    ["IPv4 in IPv6", z.ipv6(), ["::ffff:10.0.0.1"], ["x"]],
    ["IPv4 in networks of IPv6", z.cidrv6(), ["::ffff:10.0.0.0/120"], ["::"]],
    ["mail on this host", z.email({ pattern: z.regexes.html5Email }), ["root@localhost"], ["root"]],
    ["URLs", z.url(), ["http:////example.org", "mailto:a@b.c", " https://a.b"], ["example.org"]],
    ["twins in sets", z.set(z.string()), [["a", "a"]], [[1]]],
    ["two patterns", z.string().regex(/a/).regex(/b/), ["ab"], ["a", "b"]],
    ["lengths", z.string().min(2).max(3), ["👩👩", "abc"], ["a", "abcd"]],
    [
      "startsWith and its like",
      z.string().startsWith("a.").includes("(").endsWith("$"),
      ["a.($"],
      ["aa($"],
    ],
    ["integers", z.int(), [1, -5, 9007199254740991], [1.5, "1"]],
    ["big integers", z.bigint(), [1], [1.5]],
    ["big integers in a range", z.bigint().min(1n).max(10n), [1, 10], []],
    ["ranges", z.number().gt(0).lte(1), [0.1, 1], [0, 1.1]],
    ["multiples", z.number().multipleOf(5), [10], [11]],
    ["sets", z.set(z.int()), [[1, 2]], [["a"]]],
    [
      "tuples",
      z.tuple([z.string(), z.int()]),
      [["a", 1]],
      [
        ["a", "b"],
        [1, 1],
      ],
    ],
    ["maps", z.record(z.string(), z.int()), [{ a: 1 }], [{ a: "1" }]],
    [
      "maps with keys of a form",
      z.record(z.string().regex(/^k/), z.int()),
      [{ k1: 1 }],
      [{ a: 1 }],
    ],
    [
      "maps with keys of an enum",
      z.record(z.enum(["a", "b"]), z.int()),
      [{ a: 1, b: 2 }],
      [{ a: 1 }],
    ],
    [
      "maps with some keys of an enum",
      z.partialRecord(z.enum(["a", "b"]), z.int()),
      [{ a: 1 }, {}],
      [{ c: 1 }],
    ],
    [
      "objects",
      z.strictObject({ a: z.string(), b: z.int().optional(), c: z.int().default(1) }),
      [{ a: "x" }, { a: "x", b: 1, c: 2 }],
      [{}, { a: "x", d: 1 }],
    ],
    [
      "nullable types",
      z.strictObject({ a: z.string().nullable() }).nullable(),
      [null, { a: null }],
      ["a"],
    ],
    ["literals", z.literal(["a", "b"]), ["a", "b"], ["c"]],
    ["big literals", z.literal([1n, 2n]), [1, 2], []],
    [
      "dates and times",
      z.strictObject({ d: z.iso.date(), t: z.iso.datetime(), u: z.iso.duration() }),
      [{ d: "2026-12-31", t: "2026-12-31T00:00:00Z", u: "P1D" }],
      [{ d: 1 }],
    ],
    [
      "addresses",
      z.strictObject({ i: z.ipv4(), j: z.ipv6(), c: z.cidrv4(), d: z.cidrv6() }),
      [{ i: "10.0.0.1", j: "2001:db8::1", c: "10.0.0.0/8", d: "2001:db8::/32" }],
      [{}],
    ],
    [
      "URLs, mails, hosts",
      z.strictObject({ u: z.url(), h: z.httpUrl(), e: z.email(), n: z.hostname() }),
      [{ u: "ftp://x", h: "HTTPS://example.com/a b", e: "a@example.com", n: "db.example.com" }],
      [{}],
    ],
    [
      "case",
      z.strictObject({ u: z.string().uppercase(), l: z.string().lowercase() }),
      [{ u: "É1 A", l: "é1 a" }],
      [],
    ],
    [
      "encodings",
      z.strictObject({ b: z.base64(), h: z.hex(), w: z.base64url(), g: z.guid(), v: z.uuid() }),
      [
        {
          b: "YWI=",
          h: "0aF",
          w: "YWI",
          g: "DF0E5F3C-1D40-4E21-B3E5-0CEB3F6D3A0E",
          v: "df0e5f3c-1d40-4e21-b3e5-0ceb3f6d3a0e",
        },
      ],
      [],
    ],
  ])("%s", (_, type, taken, refused) => {
    const stack = defineStack({ variables: { v: variable(type, { description }) } });
    const validate = validator(memoryProject({ stack }, {}).output("schema/stack.schema.json"));
    const judged = (value: unknown) => [
      value,
      squiggles(validate, { stack: "stack", variables: { v: value } }).length === 0,
    ];
    expect(taken.map(judged)).toEqual(taken.map((value) => [value, true]));
    expect(refused.map(judged)).toEqual(refused.map((value) => [value, false]));
  });
});

describe("the reference project", () => {
  const schemas = new Map<string, ValidateFunction>();
  const files: [string, string][] = [];
  beforeAll(async () => {
    const project = await loadProject(repository);
    const { outputs } = renderProject(project);
    for (const name of project.schema.stacks.keys()) {
      schemas.set(
        name,
        validator(String(outputs.get(`generated/schema/${name}.schema.json`)?.content)),
      );
    }
    for (const { file, stack } of project.environments) files.push([file, stack.name]);
  });

  it("has specs that its JSON Schemas accept, and refuse after one value is broken", () => {
    expect(files.length).toBeGreaterThan(1);
    for (const [file, stack] of files) {
      const validate = schemas.get(stack);
      if (!validate) throw new Error(stack);
      const spec = parse(readFileSync(join(repository, file), "utf8"));
      expect([file, squiggles(validate, spec)]).toEqual([file, []]);
      expect(
        squiggles(validate, { ...spec, variables: { ...spec.variables, surplus: 1 } }),
      ).toEqual(["/variables additionalProperties"]);
    }
  });
});

it("accepts null for what a spec may reset, inside of values too", () => {
  const text = { type: "string" } as const;
  const schema = {
    type: "object",
    required: ["a"],
    properties: { a: text, b: text, c: { type: "object", additionalProperties: text } },
    additionalProperties: text,
  };
  expect(partialSchema(schema)).toEqual({
    type: "object",
    properties: {
      a: text,
      b: { type: ["string", "null"] },
      c: { type: ["object", "null"], additionalProperties: { type: ["string", "null"] } },
    },
    additionalProperties: { type: ["string", "null"] },
  });
});
