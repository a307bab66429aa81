import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { referencesIn } from "../../src/edit/template/references.ts";
import { disk } from "../../src/files/disk.ts";
import { walk } from "../../src/model/files.ts";
import { applyEdits } from "../../src/text/textEdit.ts";
import { repository } from "../support/temporaryProject.ts";
import { variableName } from "./schemaTexts.ts";

function found(file: string, text: string, name: string): string[] {
  return referencesIn(file, text, name).map(({ start, end, kind, module }) => {
    expect(text.slice(start, end)).toBe(name);
    const line = text.slice(0, start).split("\n").length;
    return `${line} ${kind}${module === undefined ? "" : ` ${module}`}`;
  });
}

const tf = "templates/modules/service/main.tf.hbs";

describe("references to a variable in a template", () => {
  it.each<[string, string, string, string[]]>([
    ["a read", tf, "a = var.x", ["1 code"]],
    ["in an interpolation", tf, 'a = "var.x ${var.x} ${"${var.x}"}"', ["1 code", "1 code"]],
    ["in a heredoc", tf, "a = <<EOT\nvar.x ${var.x}\nEOT\n", ["2 code"]],
    ["a longer name", tf, "a = [var.xx, var.x-y, var.x_y, lovar.x, a.var.x]", []],
    ["its attributes", tf, "a = var.x.y[0].x", ["1 code"]],
    [
      "a comment",
      tf,
      "# var.x and x\n/* var.x\n*/ a = 1 // var.x",
      ["1 comment", "2 comment", "3 comment"],
    ],
    ["its own declaration", tf, 'variable "x" {}\nresource "x" "x" {\n  x = 1\n}', ["1 code"]],
    [
      "an expression beside it",
      tf,
      "a = {{values.y}} + var.x{{#if values.x}}{{/if}}",
      ["1 code", "1 expression"],
    ],
    [
      "reference",
      tf,
      'a = {{reference "x"}} {{reference "y"}} {{stringReference}}',
      ["1 expression"],
    ],
    [
      "lookup",
      tf,
      "{{#each environments}}{{lookup values 'x'}}{{lookup labels y}}{{/each}}",
      ["1 expression"],
    ],
    [
      "values above",
      tf,
      "{{../values.x.y}} {{@root.values.[x]}} {{values.xx}} {{x}}",
      ["1 expression", "1 expression"],
    ],
    ["a comment of Handlebars", tf, '{{!-- var.x "}} --}}\n{{! values.x }}', []],
    ["text that is no HCL", tf, "a = ' {{x}} var.x", ["1 code"]],
    ["prose", "templates/README.md.hbs", "var.x {{values.x}}", ["1 expression"]],
    ["a copied file", "templates/modules/service/a.tf", "a = var.x # {{values.x}}", ["1 code"]],
    [
      "a definition",
      "templates/environments/app/a.tfvars.hbs",
      "x = {{values.x}}",
      ["1 code", "1 expression"],
    ],
    ["an attribute", tf, "locals {\n  x = 1\n}\nx = 1", []],
    ["an argument", tf, 'module "a" {\n  source = "../inner"\n  x = 1\n}', ["3 argument inner"]],
    [
      "an argument before its source",
      tf,
      'module "a" {\n  x = 1\n  source = {{moduleSource "inner"}}\n}',
      ["2 argument inner"],
    ],
    ["an argument of a registry's module", tf, 'module "a" {\n  source = "a/b/c"\n  x = 1\n}', []],
    ["an object in an argument", tf, 'module "a" {\n  source = "../inner"\n  y = { x = 1 }\n}', []],
    [
      "Windows lines",
      tf,
      "# var.x\r\na = var.x\r\nb = {{values.x}}\r\n",
      ["1 comment", "2 code", "3 expression"],
    ],
  ])("%s", (_, file, text, want) => {
    expect(found(file, text, "x")).toEqual(want);
  });

  it("rename and rename back restores every byte of every template here", () => {
    const files = disk(repository);
    const templates = walk(files, "templates").map(
      (file) => [file, readFileSync(join(repository, file), "utf8")] as const,
    );
    const names = new Set(
      templates.flatMap(([, text]) =>
        [...text.matchAll(/(?:var|values)\.(\w+)/g)].map(([, name = ""]) => name),
      ),
    );
    const rename = (file: string, text: string, from: string, to: string): string =>
      applyEdits(
        text,
        referencesIn(file, text, from).map(({ start, end }) => ({ start, end, text: to })),
      );
    fc.assert(
      fc.property(fc.constantFrom(...names), variableName, (name, newName) => {
        fc.pre(!templates.some(([, text]) => text.includes(newName)));
        const changed = templates.filter(([file, text]) => {
          const there = rename(file, text, name, newName);
          expect(rename(file, there, newName, name)).toBe(text);
          return there !== text;
        });
        expect(changed).not.toEqual([]);
      }),
      { numRuns: 30 },
    );
  });
});
