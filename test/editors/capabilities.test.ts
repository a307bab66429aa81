import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { defineStack, secret, setting, variable } from "../../src/schema/index.ts";
import { memoryProject } from "../render/memoryProject.ts";
import { type LanguageServer, startLanguageServer } from "./languageServer.ts";

const app = defineStack({
  terraform: "1.9",
  opentofu: "1.9",
  calls: { api: "image", worker: "image" },
  settings: {
    domain: setting(z.string(), { unique: true }),
    mode: setting(z.enum(["small", "large"]).optional(), { drift: "staging is small" }),
    key: setting(z.string()),
  },
  variables: {
    tag: variable(z.string(), { description: "The image", modules: { api: "image_tag" } }),
    level: variable(z.enum(["low", "high"]).optional(), { description: "How much is logged" }),
    cidr: variable(z.cidrv4(), { description: "The network", unique: true }),
    memory: variable(z.int(), { description: "Memory", deprecated: "use core_memory" }),
    core_memory: variable(z.int(), { description: "Memory of the core", drift: "it serves more" }),
    prefix: variable(z.string(), { description: "First part of names" }),
  },
  secrets: { token: secret({ description: "A token" }) },
  computed: {
    settings: { key: ({ environment }) => `${environment.name}.tfstate` },
    variables: { prefix: ({ environment }) => environment.name },
  },
});
const network = defineStack({ variables: { zones: variable(z.int(), { description: "Zones" }) } });

const modeline = "# yaml-language-server: $schema=../generated/schema/app.schema.json\n";
const whole = `${modeline}stack: app
settings:
  domain: example.org
variables:
  tag: v1
  cidr: 10.0.0.0/16
  core_memory: 512
`;

let root: string;
let server: LanguageServer;
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), "terraloom-test-"));
  mkdirSync(join(root, "generated/schema"), { recursive: true });
  const { output } = memoryProject({ app, network }, {});
  writeFileSync(join(root, "generated/schema/app.schema.json"), output("schema/app.schema.json"));
  server = await startLanguageServer(root);
});
afterAll(async () => {
  await server.close();
  rmSync(root, { recursive: true });
});

let opened = 0;
const open = (text: string) => server.open(`envs/${++opened}.yaml`, text);

// The last two lists name the whole of it too, which the server offers as one snippet.
describe.concurrent("an editor completes exactly", () => {
  it.each<[string, string, string, string[]]>([
    ["the stack of the schema", `${modeline}stack: `, "stack: ", ["app"]],
    [
      "settings that a spec may say, none that is computed",
      `${modeline}stack: app\nextends: _a.yaml\nsettings:\n  `,
      "settings:\n  ",
      ["domain", "mode"],
    ],
    [
      "the choices of a setting",
      whole.replace("example.org", "a\n  mode: "),
      "mode: ",
      ["small", "large", "null"],
    ],
    [
      "variables: none that is computed, no old name, no secret",
      `${modeline}stack: app\nextends: _a.yaml\nvariables:\n  `,
      "variables:\n  ",
      ["tag", "level", "cidr", "core_memory"],
    ],
    ["null for what may be taken back", `${whole}  level: `, "level: ", ["low", "high", "null"]],
    [
      "what an entry of each may say for itself",
      `${whole}each:\n  eu:\n    `,
      "eu:\n    ",
      ["settings", "variables", "accepted_drift", "hold", "until"],
    ],
    [
      "what may be said of a whole environment, and nothing of the project",
      `${whole}\n`,
      "core_memory: 512\n",
      ["extends", "accepted_drift", "hold", "until", "name", "each"],
    ],
    [
      "the parts of an accepted drift",
      `${whole}accepted_drift:\n  - variable: tag\n    `,
      "variable: tag\n    ",
      ["Accepted drift", "setting", "reason", "until", "hold"],
    ],
    [
      "the parts of a hold",
      `${whole}hold:\n  `,
      "hold:\n  ",
      ["object | null", "reason", "until", "by"],
    ],
  ])("%s", async (_, text, behind, labels) => {
    const items = await (await open(text)).complete(behind);
    expect(items.map(({ label }) => label).sort()).toEqual([...labels].sort());
  });
});

describe.concurrent("an editor marks", () => {
  it.each<[string, string, string[]]>([
    ["nothing in a whole spec", whole, []],
    ["nothing where an optional value is taken back", `${whole}  level: null\n`, []],
    [
      "null for what is required",
      whole.replace("tag: v1", "tag: null"),
      ['6:8-12 Incorrect type. Expected "string".'],
    ],
    [
      "a computed variable",
      `${whole}  prefix: web\n`,
      ['9:11-14 "prefix" is computed. Remove the line'],
    ],
    [
      "a computed setting",
      whole.replace("domain: ", "key: web\n  domain: "),
      ['4:8-11 "key" is computed. Remove the line'],
    ],
    [
      "a secret",
      `${whole}  token: abc\n`,
      ['9:10-13 "token" is a secret: its value is never written down. Remove the line'],
    ],
    [
      "the old name of a variable",
      whole.replace("core_memory", "memory"),
      ["8:3-14 use core_memory"],
    ],
    [
      "a variable of another stack",
      `${whole}  zones: 3\n`,
      ["9:3-8 Property zones is not allowed."],
    ],
    [
      "another stack",
      whole.replace("stack: app", "stack: network"),
      ['2:8-15 The first line names the JSON Schema of stack "app", and this is another'],
    ],
    [
      "what only the project says: retired",
      `${whole}retired: { a: destroyed }\n`,
      ["9:1-8 Property retired is not allowed."],
    ],
    [
      "what only the stack says: its version",
      `${whole}terraform: "1.9"\n`,
      ["9:1-10 Property terraform is not allowed."],
    ],
    [
      "a computed variable in an entry of each",
      `${whole}each:\n  eu:\n    variables: { prefix: web }\n`,
      ['11:26-29 "prefix" is computed. Remove the line'],
    ],
    [
      "a name that does not say where the key goes",
      `${whole}name: prod\neach:\n  eu:\n`,
      ["9:7-11 Must hold {each}, which stands for an entry's key"],
    ],
    [
      "a last day that is no date",
      `${whole}until: tomorrow\n`,
      ["9:8-16 Must be a date, such as 2026-12-31"],
    ],
    [
      "a waiver without an end",
      `${whole}accepted_drift:\n  - { variable: tag, reason: r }\n`,
      ['10:5-6 Missing property "until".'],
    ],
    [
      "a waiver of a name that is not there",
      `${whole}accepted_drift:\n  - { variable: tga, reason: r, until: 2026-12-31 }\n`,
      ['10:17-20 Stack "app" has no variable of this name'],
    ],
    [
      "a hold without a reason",
      `${whole}hold: { until: 2026-12-31 }\n`,
      ['9:1-5 Missing property "reason".'],
    ],
  ])("%s", async (_, text, marks) => {
    expect((await open(text)).marks).toEqual(marks);
  });
});

describe("hover text of a variable", () => {
  it("names its calls, and what its old name becomes", async () => {
    const { hover } = await open(`${whole.replace("core_memory", "memory")}`);
    expect(await hover("tag")).toContain("Goes to module api (image) as image\\_tag.");
    expect(await hover("memory")).toContain("Deprecated: use core\\_memory");
  });
});
