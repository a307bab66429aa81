import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Project } from "../../src/model/project.ts";
import { loadProject } from "../../src/project/loadProject.ts";
import { ownHelperNames } from "../../src/render/library.ts";
import { complete } from "../../src/templateHelp/complete.ts";
import { helperTexts } from "../../src/templateHelp/helperTexts.ts";
import { definition, hover } from "../../src/templateHelp/hover.ts";
import { templateProblems } from "../../src/templateHelp/templateProblems.ts";
import { told } from "../render/memoryProject.ts";
import { repository, temporaryProject } from "../support/temporaryProject.ts";

const file = "templates/environments/app/main.tf.hbs";
const once = "templates/overview.md.hbs";
const partial = "templates/_note.hbs";
let project: Project;
let temporary: ReturnType<typeof temporaryProject>;

beforeAll(async () => {
  temporary = temporaryProject(join(repository, "test/golden/base"));
  const { root } = temporary;
  cpSync(join(root, file), join(root, "templates/environments/app/other.tf.hbs"));
  writeFileSync(join(root, once), "{{#each environments}}\n{{> note this}}\n{{/each}}\n");
  writeFileSync(join(root, partial), "{{name}}\n");
  mkdirSync(join(root, "templates/modules/other"), { recursive: true });
  const schema = join(root, "schema/index.ts");
  const secretly = readFileSync(schema, "utf8")
    .replace('description: "Allowed origins",', 'description: "Allowed origins", sensitive: true,')
    .replace("defineStack,", "defineStack, output,")
    .replace(
      "defineStack({",
      'defineStack({ outputs: { url: output(z.url(), { description: "It" }) },',
    );
  writeFileSync(schema, secretly);
  project = await loadProject(root);
  expect(project.environments.map(({ name }) => name)).toEqual(["staging", "production"]);
});
afterAll(() => temporary.remove());

/** What is offered where the cursor, `¦`, stands in a text. */
function offered(text: string, of = file): readonly string[] {
  const offset = text.indexOf("¦");
  const typed = text.slice(0, offset) + text.slice(offset + 1);
  return complete(project, of, typed, offset).map(({ label }) => label);
}

describe("completion in a template", () => {
  it.each<[string, string, readonly string[]]>([
    ["the names of a setting's members", "{{settings.backend.¦}}", ["bucket", "key"]],
    [
      "while the expression is open, and broken text follows",
      "{{settings.¦\n}}}} {{#if",
      ["backend"],
    ],
    ["within blocks", "{{#if values.region}}{{#with settings.backend}}{{¦", ["bucket", "key"]],
    ["of an else branch, which sees what is around", "{{#with settings}}{{else}}{{s¦", ["stack"]],
    ["of an else-if chain", "{{#if 1}}{{else if 2}}{{#with settings}}{{¦", ["backend"]],
    ["what a block around has", "{{#with settings.backend}}{{../¦", ["settings", "values"]],
    ["block parameters", "{{#each values.origins as |item|}}{{¦", ["item"]],
    ["a variable's fields", '{{#variables container="core"}}{{¦', ["stringReference", "labels"]],
    ["names within a call", "{{join values.¦", ["origins", "region"]],
    ["names within a call's parentheses", "{{#if (eq environment.¦", ["name", "spec"]],
    ["data of a block", "{{#each values.origins}}{{@¦", ["index", "first"]],
    ["helpers and names at the beginning", "{{¦", ["moduleArguments", "values", "eq"]],
    ["blocks", "{{#¦", ["if", "each", "variables", "secrets"]],
    ["the block to close", "{{#if 1}}{{#each values.tags}}{{/¦", ["each"]],
    ["partials", "{{> ¦", ["note"]],
    ["options", "{{moduleArguments ¦", ["module=", "call=", "container="]],
    ["what an option takes", '{{moduleArguments module="¦', ["service"]],
    ["a label's values", '{{#variables container="¦"}}', ["core", "jobs"]],
    ["what a helper takes", '{{moduleSource "¦', ["service"]],
    ["outputs", '{{outputOf (environment "staging") "¦', ["url"]],
    ["an output's fields", "{{#outputs}}{{¦", ["name", "type", "description"]],
    [
      "another environment's outputs",
      '{{#with (environment "staging") as |one|}}{{one.outputs.¦',
      ["url"],
    ],
    ["other environments", '{{#with (environment "¦', ["staging", "production"]],
  ])("offers %s", (_, text, expected) => {
    expect(offered(text)).toEqual(expect.arrayContaining([...expected]));
  });

  it.each([
    ["outside of expressions", "region = ¦"],
    ["behind an expression", "{{values.region}}¦"],
    ["in a comment", "{{!-- settings.¦"],
    ["where braces are text", "\\{{settings.¦"],
  ])("offers nothing %s", (_, text) => {
    expect(offered(text)).toEqual([]);
  });

  it("offers the project's names in a file that is written once, and its parameters in a partial", () => {
    expect(offered("{{¦", once)).toEqual(expect.arrayContaining(["environments", "stacks"]));
    expect(offered("{{#each environments}}{{settings.backend.¦", once)).toEqual(["bucket", "key"]);
    expect(offered("{{¦", partial)).toEqual(expect.arrayContaining(["directory", "settings"]));
  });

  it("shows values beside names, but no sensitive ones", () => {
    const text = "{{values.";
    const details = complete(project, file, text, text.length).map(({ label, detail }) => [
      label,
      detail,
    ]);
    expect(details).toContainEqual(["core_memory", "512"]);
    expect(details).toContainEqual(["origins", "(sensitive)"]);
  });
});

describe("hover and definition in a template", () => {
  const at = (text: string) => [text.replace("¦", ""), text.indexOf("¦")] as const;

  it("shows the description, and the value in each environment", () => {
    expect(hover(project, file, ...at("{{values.core_¦memory}}"))?.says).toBe(
      [
        "**values.core_memory**",
        "Memory of the core container, in MiB",
        "May differ between environments: production serves more people",
        "- staging: `512`\n- production: `2048`",
      ].join("\n\n"),
    );
    expect(hover(project, file, ...at("{{#with settings.backend}}{{ke¦y}}"))?.says).toContain(
      '- staging: `"staging.tfstate"`',
    );
  });

  it("hides what is sensitive, wherever it is reached", () => {
    for (const text of [
      "{{values.ori¦gins}}",
      "{{#with values}}{{ori¦gins}}",
      "{{#each values.origins}}{{th¦is}}",
    ]) {
      expect(hover(project, file, ...at(text))?.says).toContain("(sensitive)");
    }
  });

  it("explains each helper", () => {
    expect(hover(project, file, ...at('{{module¦Source "service"}}'))?.says).toContain(
      "relative path",
    );
    const names = [...ownHelperNames].sort();
    expect(
      Object.keys(helperTexts).sort(),
      "src/templateHelp/helperTexts.ts describes each helper",
    ).toEqual(names);
    const page = readFileSync(join(repository, "docs/templates.md"), "utf8");
    const untold = names.filter((name) => !new RegExp(`[\`({#]${name}\\b`).test(page));
    expect(untold, "helpers that docs/templates.md does not describe").toEqual([]);
  });

  it("finds the declaration in the schema, and a partial's file", () => {
    expect(definition(project, file, ...at("{{values.reg¦ion}}"))).toMatchObject({
      file: "schema/index.ts",
      line: 13,
    });
    expect(definition(project, once, ...at("{{> no¦te this}}"))).toMatchObject({ file: partial });
  });
});

describe("errors while a template is typed", () => {
  it.each<[string, string, readonly string[]]>([
    ["nothing", "region = {{values.region}}\n", []],
    [
      "a name that is not known",
      "x = {{values.regoin}}\n",
      [`${file}:1:7 "values" has no "regoin" | Did you mean "region"?`],
    ],
    [
      "a block that is open",
      "{{#if 1}}\n",
      [`${file}:1:1 {{#if 1}} is never closed: there is no {{/if}}`],
    ],
    [
      "text that is no HCL",
      "a = 1\nresource {{values.region}} {\n",
      [expect.stringContaining(`${file}:2:`) as string],
    ],
  ])("tells %s", async (_, text, expected) => {
    expect(told(await templateProblems(project, file, text))).toEqual(expected);
  });

  it("reports a partial's errors where templates use it", async () => {
    expect(told(await templateProblems(project, partial, "{{nmae}}"))).toEqual([
      `${partial}:1:3 "nmae" is not known here | Did you mean "name"?`,
    ]);
  });
});
