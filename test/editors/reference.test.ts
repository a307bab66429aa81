import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { disk } from "../../src/files/disk.ts";
import { walk } from "../../src/model/files.ts";
import {
  repository,
  type TemporaryProject,
  temporaryProject,
} from "../support/temporaryProject.ts";
import { type LanguageServer, startLanguageServer } from "./languageServer.ts";

/** This repository's specs, and the JSON Schemas that stand beside them, in the YAML language server. */
const production = readFileSync(join(repository, "envs/production.yaml"), "utf8");
const specs = walk(disk(repository), "envs");

let project: TemporaryProject;
let server: LanguageServer;
beforeAll(async () => {
  project = temporaryProject(repository, ["envs", "generated/schema"]);
  server = await startLanguageServer(project.root);
});
afterAll(async () => {
  expect(await server.close()).toEqual({ exitCode: 0 });
  project.remove();
});

let opened = 0;

/**
 * The spec with one thing changed in it, in the editor, as a file of its own: the server waits a moment before it
 * judges, and tests need not wait in turn.
 */
function open(from: string, to: string) {
  if (!production.includes(from)) throw new Error(`The spec does not hold ${JSON.stringify(from)}`);
  const text = production.replace(from, to);
  return server.open(`envs/production-${++opened}.yaml`, text);
}

describe.concurrent("the reference specs in an editor", () => {
  it.each(specs)("%s has no mark", async (path) => {
    const { marks, hover } = await server.open(path);
    expect(marks).toEqual([]);
    const [, schema] =
      /\$schema=\S*\/(\S+)/.exec(readFileSync(join(repository, path), "utf8")) ?? [];
    // What several stacks share has no schema; of all others the marks come from one that was read.
    if (path === "envs/_account.yaml") expect(schema).toBeUndefined();
    else expect(await hover("variables:")).toContain(`Source: [${schema}]`);
  });

  it("explain what a variable is, and why it may differ", async () => {
    const { hover } = await open("", "");
    const text = await hover("DATACITE_API_URL");
    expect(text.slice(0, text.indexOf("Source:"))).toBe(
      "DataCite API that deposits publications and allocates DOIs\n\n" +
        "May differ between environments: staging deposits into DataCite's test API\n\n" +
        "container: core\n\n",
    );
  });

  it("are completed with the variables that are missing, and with no secret", async () => {
    const { marks, complete } = await open(
      / {2}DATACITE_API_URL.*/.exec(production)?.[0] ?? "",
      "  ",
    );
    const items = await complete("journals.example.org\n  ");
    expect(marks).toEqual([]);
    const labels = items.map(({ label }) => label);
    expect(labels).toContain("core_memory");
    expect(labels).not.toContain("LOG_LEVEL");
    expect(labels.filter((label) => /PASSWORD|SECRET|KEY|TOKEN/.test(label))).toEqual([]);
    const item = items.find(({ label }) => label === "DATACITE_API_URL");
    expect(item).toMatchObject({
      insertText: "DATACITE_API_URL: ",
      documentation: expect.stringContaining("May differ between environments: staging deposits"),
    });
  });

  it.each<[string, string, string, string, string[]]>([
    [
      "the choices of a variable",
      "LOG_LEVEL: info",
      "LOG_LEVEL: ",
      "LOG_LEVEL: ",
      ["debug", "info", "warn", "error"],
    ],
    [
      "sections",
      "extends: _deployment.yaml\n",
      "extends: _deployment.yaml\n\n",
      "extends: _deployment.yaml\n",
      ["settings", "accepted_drift"],
    ],
    [
      "the parts of an accepted drift",
      "\nvariables:",
      "\naccepted_drift:\n  - variable: core_memory\n    \nvariables:",
      "variable: core_memory\n    ",
      ["reason", "until", "hold"],
    ],
    [
      "the variables that may differ for a while",
      "\nvariables:",
      "\naccepted_drift:\n  - variable: \nvariables:",
      "- variable: ",
      ["aws_account_id", "LOG_LEVEL", "PAGER"],
    ],
  ])("are completed with %s", async (_, from, to, behind, labels) => {
    const { complete } = await open(from, to);
    const offered = (await complete(behind)).map(({ label }) => label);
    expect(offered).toEqual(expect.arrayContaining(labels));
  });

  it.each<[string, string, string, string[]]>([
    [
      "no choice of the variable",
      "LOG_LEVEL: info",
      "LOG_LEVEL: loud",
      ['23:14-18 Value is not accepted. Valid values: "debug", "info", "warn", "error".'],
    ],
    [
      "a string for a number",
      "core_min_tasks: 2",
      'core_min_tasks: "2"',
      ['14:19-22 Incorrect type. Expected "integer".'],
    ],
    [
      "too large a number",
      "core_min_tasks: 2",
      "core_min_tasks: 50",
      ["14:19-21 Value is above the maximum of 20."],
    ],
    [
      "a number for a string",
      '"10.70001"',
      "10.70001",
      ['30:24-32 Incorrect type. Expected "string".'],
    ],
    [
      "yes, which YAML 1.2 takes for text",
      "nat_gateway_per_zone: true",
      "nat_gateway_per_zone: yes",
      ['8:25-28 Incorrect type. Expected "boolean".'],
    ],
    [
      "an unknown variable",
      "core_max_tasks",
      "core_max_task",
      ["15:3-16 Property core_max_task is not allowed."],
    ],
    ["an unknown section", "variables:", "variable:", ["5:1-9 Property variable is not allowed."]],
    [
      "a secret",
      "LOG_LEVEL: info",
      "LOG_LEVEL: info\n  DATACITE_PASSWORD: hunter2",
      [
        '24:22-29 "DATACITE_PASSWORD" is a secret: its value is never written down. Remove the line',
      ],
    ],
    [
      "a secret without a value",
      "LOG_LEVEL: info",
      "LOG_LEVEL: info\n  DATACITE_PASSWORD:",
      [
        '24:21-21 "DATACITE_PASSWORD" is a secret: its value is never written down. Remove the line',
      ],
    ],
    [
      "no URL",
      "https://api.datacite.org",
      "datacite",
      ["29:21-29 Must be a URL, such as https://example.com"],
    ],
    [
      "no network",
      "10.20.0.0/16",
      "10.20.0.0",
      ["7:13-22 Must be an IPv4 network in CIDR notation, such as 10.0.0.0/16"],
    ],
    [
      "another stack",
      "stack: deployment",
      "stack: global",
      ['2:8-14 The first line names the JSON Schema of stack "deployment", and this is another'],
    ],
    [
      "an accepted drift of nothing",
      "\nvariables:",
      "\naccepted_drift:\n  - { variable: core_memry, until: tomorrow }\nvariables:",
      [
        '6:5-6 Missing property "reason".',
        '6:17-27 Stack "deployment" has no variable of this name',
        "6:36-44 Must be a date, such as 2026-12-31",
      ],
    ],
  ])("are marked for %s", async (_, from, to, marks) => {
    expect((await open(from, to)).marks).toEqual(marks);
  });

  it("are marked for every variable that is missing, where they extend nothing", async () => {
    const { marks } = await open("extends: _deployment.yaml\n", "");
    expect(marks[0]).toBe('2:1-2 Missing property "settings".');
    expect(marks).toContain('4:1-10 Missing property "dns_zone".');
    expect(marks).not.toContain('4:1-10 Missing property "image_tag".');
  });
});
