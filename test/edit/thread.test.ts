import { describe, expect, it } from "vitest";
import {
  callNamed,
  withArgument,
  withDefinition,
  withVariable,
} from "../../src/edit/thread/codeText.ts";
import { removeValue, setValue } from "../../src/yaml/editSpec.ts";

/** A text after `x = var.x` was given to the call "m". */
function given(file: string, text: string, line = 1): string {
  const call = callNamed(file, text, "m", line);
  return call ? withArgument(file, text, call, "x", "var.x") : "no call";
}

describe("an argument, inserted as text", () => {
  it.each<[string, string, string, string]>([
    [
      "last",
      "a.tf",
      'module "m" {\n  source = "./m"\n  b      = 1 # b\n}\n',
      'module "m" {\n  source = "./m"\n  b      = 1 # b\n  x      = var.x\n}\n',
    ],
    [
      "on one line",
      "a.tf",
      'module "m" { source = "./m" }\n',
      'module "m" {\n  source = "./m"\n  x      = var.x\n}\n',
    ],
    [
      "before depends_on",
      "a.tf",
      'module "m" {\n  source = "./m"\n\n  depends_on = [a.b]\n}\n',
      'module "m" {\n  source = "./m"\n  x      = var.x\n\n  depends_on = [a.b]\n}\n',
    ],
    [
      "with the line ends of Windows",
      "a.tf",
      'module "m" {\r\n  source = "./m"\r\n}\r\n',
      'module "m" {\r\n  source = "./m"\r\n  x      = var.x\r\n}\r\n',
    ],
    [
      "where nothing is formatted",
      "a.tf",
      'module "m" {\n    source="./m"\n}\n',
      'module "m" {\n    source="./m"\n    x     = var.x\n}\n',
    ],
    [
      "outside of a template's conditions",
      "a.tf.hbs",
      'module "m" {\n  source = "./m"\n  a = 1\n  {{#if settings.b}}\n  b = 1\n  {{/if}}\n}\n',
      'module "m" {\n  source = "./m"\n  a = 1\n  x = var.x\n  {{#if settings.b}}\n  b = 1\n  {{/if}}\n}\n',
    ],
  ])("%s", (_, file, text, want) => expect(given(file, text)).toBe(want));

  it("goes into the call that is rendered, of two with one name", () => {
    const call = 'module "m" {\n  source = "./m"\n}\n';
    const text = `{{#if settings.a}}\n${call}{{else}}\n${call}{{/if}}\n`;
    expect(given("a.tf.hbs", text, 6).indexOf("x ")).toBeGreaterThan(text.indexOf("{{else}}"));
  });
});

it("a block goes after the last variable, and a file with only comments takes a value", () => {
  const block = 'variable "x" {\n  type = string\n}\n';
  expect(
    withVariable("a.tf", 'variable "b" {}\n\noutput "o" { value = var.b }\n', "x", block),
  ).toBe(`variable "b" {}\n\n${block}\noutput "o" { value = var.b }\n`);
  expect(withVariable("a.tf", 'variable "b" {}\r\n', "x", block)).toBe(
    `variable "b" {}\r\n\r\n${block.replaceAll("\n", "\r\n")}`,
  );
  const closed = 'variable "b" {\n{{#if settings.a}}{{!}}}\n{{else}}{{!}}}{{/if}}';
  expect(withVariable("a.tf.hbs", closed, "x", block)).toBe(`${closed}\n\n${block}`);
  expect(
    withDefinition("t.tfvars.hbs", "{{!-- as written --}}\nlonger = {{values.longer}}", "x", "1"),
  ).toBe("{{!-- as written --}}\nlonger = {{values.longer}}\nx      = 1\n");
  expect(setValue("# shared\n", ["variables", "x"], 1n)).toMatchObject({
    value: "# shared\nvariables:\n  x: 1\n",
  });
});

it("the comments at the top of a spec, and its modeline, stay when its last entry is removed", () => {
  const top = "# yaml-language-server: $schema=x.json\n# What all have.\n";
  const removed = (text: string) => removeValue(text, ["variables"]);
  expect(removed(`${top}variables:\n  x: 1\n`)).toMatchObject({ value: top });
  expect(removed(`${top}variables:\n  x: 1\nsettings: {}\n`)).toMatchObject({
    value: `${top}settings: {}\n`,
  });
});
