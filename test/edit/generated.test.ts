import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { generateUnparsed } from "../support/generateUnparsed.ts";
import { screenText, terraloom } from "../support/screen.ts";
import { repository, temporaryProject } from "../support/temporaryProject.ts";

const module = "infra/tfmodules/service";
const template = `templates/tfmodules/service/variables.tf.hbs`;
const block = (name: string): string => `{{variableDeclarations call="api" name="${name}"}}`;

describe("a module's variables, once the schema writes them", () => {
  const project = temporaryProject(join(repository, "test/golden/in-place"));
  const read = (path: string): string => readFileSync(join(project.root, path), "utf8");
  const edit = (path: string, from: string, to: string): void =>
    writeFileSync(join(project.root, path), read(path).replace(from, to));
  const run = async (...argv: string[]): Promise<string> =>
    screenText(await terraloom(project.root, ...argv));

  beforeAll(async () => {
    for (const layer of ["layers/module-by-hand", "edit/in-place-make-generated/before"]) {
      cpSync(join(repository, "test/golden", layer), project.root, { recursive: true });
    }
    edit(`${module}/variables.tf`, " // of AWS", "");
    await generateUnparsed(project.root);
    expect(await run("make", "generated", `./${module}/variables.tf`)).toContain("--- exit 0");
  });
  afterAll(() => project.remove());

  it("lists its calls in the schema, and keeps every other byte", async () => {
    expect(read(template)).toBe(`{{!-- as written --}}
// Inputs, in the order of the alphabet.
${block("aws_region")}

# Never fewer than one.
${block("instances")}

variable "owner"   {
  default = "\\{{us}}"
}
`);
    expect(read("schema/index.ts")).toContain(
      'modules: { api: { name: "instances", description: "Tasks" } },',
    );
    expect(read(`${module}/variables.tf`)).toContain('  default = "{{us}}"\n');
    const again = await run("make", "generated", module);
    expect(again).toContain(
      `error file-by-hand: ${module}/variables.tf cannot become a template: ${template} generates it already`,
    );
  });

  it("follows when the variable's type or name changes or it is removed", async () => {
    edit("schema/index.ts", "instances: variable(z.int()", "instances: variable(z.int().max(9)");
    expect(await run("rename", "variable", "instances", "replicas")).toContain("--- exit 0");
    expect(read(template)).toContain(block("replicas"));
    expect(read(`${module}/main.tf`)).toContain("replicas = var.replicas");
    edit(`${module}/main.tf`, "= var.replicas", "= 1");
    expect(await run("generate")).toContain("--- exit 0");
    expect(await run("remove", "variable", "replicas")).toContain("--- exit 0");
    expect(read(template)).not.toContain("replicas");
    expect(await run("check")).toContain("--- exit 0");
  });
});
