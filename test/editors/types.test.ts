import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { defineStack, setting, variable } from "../../src/schema/index.ts";
import { memoryProject } from "../render/memoryProject.ts";
import { type LanguageServer, startLanguageServer } from "./languageServer.ts";

const description = "A variable";
const stack = defineStack({
  settings: {
    backend: setting(z.strictObject({ bucket: z.string(), key: z.string() })),
    store: setting(
      z.discriminatedUnion("kind", [
        z.strictObject({ kind: z.literal("s3"), bucket: z.string() }),
        z.strictObject({ kind: z.literal("local"), path: z.string() }),
      ]),
    ),
  },
  variables: {
    service: variable(
      z.object({
        cpu: z.literal([256, 512]).describe("CPU units"),
        image: z.strictObject({
          name: z.string(),
          tag: z
            .string()
            .default("latest")
            .meta({ examples: ["v1.2.3", "latest"] }),
        }),
        ports: z.array(z.int().min(1).max(65535)).optional(),
      }),
      { description: "The service", drift: "sizes differ" },
    ),
    rules: variable(z.array(z.strictObject({ port: z.int(), protocol: z.enum(["tcp", "udp"]) })), {
      description: "Firewall rules",
    }),
    limits: variable(z.record(z.enum(["cpu", "memory"]), z.int().min(1).describe("At most")), {
      description: "Limits",
    }),
    tags: variable(z.record(z.string(), z.string()), { description: "Tags" }),
    zone: variable(z.string().nullable(), { description }),
    level: variable(z.enum(["low", "high"]).nullable(), { description }),
    pair: variable(z.tuple([z.string(), z.int()]), { description }),
    names: variable(z.set(z.string()), { description }),
    big: variable(z.bigint(), { description }),
    release: variable(z.string().regex(/^v\d/, "Begins with a v and a digit"), { description }),
    opens: variable(z.iso.time(), { description }),
    mail: variable(z.email({ pattern: z.regexes.html5Email }), { description }),
    api: variable(z.url(), { description }),
    address: variable(z.ipv6(), { description }),
  },
});

const whole = `# yaml-language-server: $schema=../generated/schema/stack.schema.json
stack: stack
settings:
  backend: { bucket: states, key: a.tfstate }
  store: { kind: local, path: /tmp }
variables:
  service:
    cpu: 256
    image: { name: core, tag: v1 }
    ports: [80, 443]
  rules:
    - port: 80
      protocol: tcp
    - { port: 53, protocol: udp }
  limits: { cpu: 1, memory: 2 }
  tags:
    team: core
    "17": "17"
  zone: null
  level: high
  pair: [a, 1]
  names: [a, b]
  big: 9007199254740993
  release: v1
  opens: 08:30
  mail: root@localhost
  api: http:////example.org
  address: ::ffff:10.0.0.1
`;

let root: string;
let server: LanguageServer;
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), "terraloom-test-"));
  mkdirSync(join(root, "generated/schema"), { recursive: true });
  writeFileSync(
    join(root, "generated/schema/stack.schema.json"),
    memoryProject({ stack }, {}).output("schema/stack.schema.json"),
  );
  server = await startLanguageServer(root);
});
afterAll(async () => {
  expect(await server.close()).toEqual({ exitCode: 0 });
  rmSync(root, { recursive: true });
});

/** The spec with one thing changed in it. */
function changed(from: string, to: string): string {
  const text = whole.replace(from, to);
  if (text === whole) throw new Error(`The spec does not hold ${JSON.stringify(from)}`);
  return text;
}

/** Each text in a file of its own: the server waits a moment before it judges, and tests need not wait in turn. */
let opened = 0;
const open = (text: string) => server.open(`envs/${++opened}.yaml`, text);

/** What is wrong with the spec in terraloom's eyes. */
function problemsOf(text: string): readonly unknown[] {
  const base = "variables: { limits: { memory: 2 } }\nsettings: { backend: { bucket: states } }\n";
  return memoryProject({ stack }, { "envs/a.yaml": text, "envs/_base.yaml": base }).problems;
}

describe.concurrent("an editor marks nothing that terraloom accepts", () => {
  it.each<[string, string]>([
    ["a value of every type", whole],
    ["null where the type is nullable", changed("level: high", "level: null")],
    ["nothing, which is null", changed("zone: null", "zone:")],
    ["numbers in quotes where they are strings", changed("zone: null", 'zone: "17"')],
    [
      "whole numbers in other forms",
      changed("ports: [80, 443]", "ports: [0o120, 0x50, 8e1, 80.0]"),
    ],
    ["what is optional left out", changed("    ports: [80, 443]\n", "")],
    ["twins in a set", changed("[a, b]", "[a, a]")],
    ["an alias", changed("zone: null\n  level: high", "zone: &z high\n  level: *z")],
    [
      "a merge key",
      changed(
        "- port: 80\n      protocol: tcp\n    - { port: 53, protocol: udp }",
        "- &tcp { port: 80, protocol: tcp }\n    - { <<: *tcp, port: 443 }",
      ),
    ],
    [
      "part of a map, where the spec extends another",
      changed("stack: stack", "stack: stack\nextends: _base.yaml")
        .replace("{ cpu: 1, memory: 2 }", "{ cpu: 1 }")
        .replace("{ bucket: states, key: a.tfstate }", "{ key: a.tfstate }"),
    ],
    ["JetBrains' form of the modeline", changed("yaml-language-server: $schema=", "$schema: ")],
  ])("%s", async (_, text) => {
    expect(problemsOf(text)).toEqual([]);
    const file = await open(text);
    expect(await file.hover("service:")).toContain("The service");
    expect(file.marks).toEqual([]);
  });
});

describe.concurrent("an editor marks what terraloom refuses", () => {
  it.each<[string, string, string, string[]]>([
    [
      "another choice",
      "cpu: 256",
      "cpu: 300",
      ["8:10-13 Value is not accepted. Valid values: 256, 512."],
    ],
    ["a missing attribute", "name: core, ", "", ['9:5-10 Missing property "name".']],
    ["an unknown attribute", "ports:", "port:", ["10:5-9 Property port is not allowed."]],
    [
      "a missing attribute in a list",
      "port: 80\n      protocol: tcp",
      "port: 80",
      ['12:7-8 Missing property "protocol".'],
    ],
    [
      "an unknown key",
      "memory: 2",
      "memroy: 2",
      [
        '15:21-27 Value is not accepted. Valid values: "cpu", "memory".',
        '15:3-9 Missing property "memory".',
      ],
    ],
    ["too small a number", "memory: 2", "memory: 0", ["15:29-30 Value is below the minimum of 1."]],
    [
      "a number in a map of strings",
      "team: core",
      "team: 17",
      ["17:11-13 Incorrect type. Expected one of string, null."],
    ],
    [
      "a number where null may stand",
      "zone: null",
      "zone: 5",
      ["19:9-10 Incorrect type. Expected one of string, null."],
    ],
    [
      "another choice where null may stand",
      "level: high",
      "level: loud",
      ['20:10-14 Value is not accepted. Valid values: "low", "high", null.'],
    ],
    [
      "too short a tuple",
      "pair: [a, 1]",
      "pair: [a]",
      ["21:9-12 Array has too few items. Expected 2 or more."],
    ],
    [
      "a fraction",
      "big: 9007199254740993",
      "big: 1.5",
      ['23:8-11 Incorrect type. Expected "integer".'],
    ],
    [
      "the author's own words",
      "release: v1",
      "release: x1",
      ["24:12-14 Begins with a v and a digit"],
    ],
    [
      "a format",
      "opens: 08:30",
      "opens: 25:30",
      ["25:10-15 Must be a time of day, such as 23:59:59"],
    ],
    ["an email address", "root@localhost", "root", ["26:9-13 Must be an email address"]],
    ["a URL", "http:////example.org", "x", ["27:8-9 Must be a URL, such as https://example.com"]],
    [
      "an address",
      "::ffff:10.0.0.1",
      "x",
      ["28:12-13 Must be an IPv6 address, such as 2001:db8::1"],
    ],
    ["a missing part of a setting", ", key: a.tfstate", "", ['4:3-10 Missing property "key".']],
    ["a missing variable", "  names: [a, b]\n", "", ['6:1-10 Missing property "names".']],
    [
      "an attribute of another alternative",
      "path: /tmp",
      "bucket: x",
      ["5:25-31 Property bucket is not allowed.", '5:3-8 Missing property "path".'],
    ],
  ])("%s", async (_, from, to, marks) => {
    const text = changed(from, to);
    expect(problemsOf(text)).not.toEqual([]);
    expect((await open(text)).marks).toEqual(marks);
  });

  it("sections without a value", async () => {
    const { marks } = await open(
      `${whole.slice(0, whole.indexOf("settings:"))}settings:\nvariables:\n`,
    );
    expect(marks).toEqual([
      "3:10-10 Some settings have to be given a value",
      "4:11-11 Some variables have to be given a value",
    ]);
  });

  it("a schema that is not there", async () => {
    const { marks } = await open(changed("stack.schema.json", "stak.schema.json"));
    expect(marks).toEqual([
      `2:1-2 Unable to load schema from '${root}/generated/schema/stak.schema.json': No content.`,
    ]);
  });
});

describe.concurrent("hover text of a name", () => {
  it.each<[string, string, string[]]>([
    [
      "a variable's description and drift",
      "service:",
      ["The service", "May differ between environments: sizes differ"],
    ],
    ["an attribute's description and choices", "cpu:", ["CPU units", "* `256`", "* `512`"]],
    ["examples", "tag:", ["Example:\n\n```yaml\nv1.2.3\n```"]],
    ["what a map's values are", "memory:", ["At most"]],
    ["the choices in a list", "protocol:", ["* `tcp`", "* `udp`"]],
  ])("%s", async (_, name, texts) => {
    const hover = await (await open(whole)).hover(name);
    for (const text of texts) expect(hover).toContain(text);
    expect(hover).toContain("Source: [stack.schema.json]");
  });
});

describe.concurrent("completion", () => {
  it.each<[string, string, string, string, string[]]>([
    [
      "attributes that are missing",
      "    ports: [80, 443]\n",
      "    \n",
      "tag: v1 }\n    ",
      ["ports"],
    ],
    ["the choices of an attribute", "cpu: 256", "cpu: ", "cpu: ", ["256", "512"]],
    [
      "attributes of an object in an object",
      "{ name: core, tag: v1 }",
      "\n      name: core\n      ",
      "name: core\n      ",
      ["tag"],
    ],
    ["the choices in a list", "protocol: tcp", "protocol: ", "protocol: ", ["tcp", "udp"]],
    [
      "the keys of a map",
      "{ cpu: 1, memory: 2 }",
      "\n    cpu: 1\n    ",
      "cpu: 1\n    ",
      ["memory"],
    ],
    ["null among the choices", "level: high", "level: ", "level: ", ["low", "high", "null"]],
    ["the alternatives", "{ kind: local, path: /tmp }", "\n    kind: ", "kind: ", ["s3", "local"]],
  ])("%s", async (_, from, to, behind, labels) => {
    const items = await (await open(changed(from, to))).complete(behind);
    expect(items.map(({ label }) => label)).toEqual(labels);
  });
});

describe("a JSON Schema that is generated anew", () => {
  it("is read again when the editor reports the change", async () => {
    const file = "generated/schema/stack.schema.json";
    const schema = readFileSync(join(root, file), "utf8");
    const text = changed("level: high", "level: loud");
    const open = (shown: string) => server.open("envs/a.yaml", shown);
    expect((await open(text)).marks).toHaveLength(1);
    writeFileSync(join(root, file), schema.replaceAll('"high"', '"loud"'));
    await server.changed(file);
    expect((await open(`${text}\n`)).marks).toEqual([]);
    writeFileSync(join(root, file), schema);
    await server.changed(file);
    expect((await open(text)).marks).toHaveLength(1);
  });
});
