import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isAllowedBy, readConstraint } from "../../src/hcl/versionConstraint.ts";
import { terraloom } from "../support/screen.ts";
import { repository, temporaryProject } from "../support/temporaryProject.ts";

describe("version constraints", () => {
  it.each([
    ["5.21.0", "5.21.0", true],
    ["5.21.0", "5.21.1", false],
    ["~> 5.1", "5.21.0", true],
    ["~> 5.1", "6.0.0", false],
    ["~> 5.1.2", "5.2.0", false],
    [">= 5.1, < 6.0, != 5.3.0", "5.3.0", false],
    [">= 5.1, < 6.0, != 5.3.0", "5.4.0", true],
    [">= 5.1", "6.0.0-beta1", false],
    ["6.0.0-beta1", "6.0.0-beta1", true],
    ["= 1", "1.0.0", true],
  ])("%s and %s: %s", (constraint, version, allowed) => {
    expect(isAllowedBy(version, readConstraint(constraint) ?? [])).toBe(allowed);
  });
  it.each(["", "latest", "^5.1", "5.x", ">= 5.1 < 6"])("%j is none", (text) => {
    expect(readConstraint(text)).toBeUndefined();
  });
});

describe("a registry's module", () => {
  const project = temporaryProject(join(repository, "test/golden/base"));
  afterAll(() => project.remove());
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(project.root, path)), { recursive: true });
    writeFileSync(join(project.root, path), text);
  };
  const installed = "generated/environments/staging/.terraform/modules";
  const vpc = (version: string): void =>
    write(
      `${installed}/modules.json`,
      JSON.stringify({
        Modules: [
          { Key: "", Source: "", Dir: "." },
          {
            Key: "network",
            Source: "registry.terraform.io/terraform-aws-modules/vpc/aws",
            Version: version,
            Dir: ".terraform/modules/network",
          },
        ],
      }),
    );
  const check = async (): Promise<string> => (await terraloom(project.root, "check")).stderr;
  beforeAll(() => {
    const schema = readFileSync(join(project.root, "schema/index.ts"), "utf8");
    write(
      "schema/index.ts",
      schema
        .replace(
          "defineStack({",
          'defineStack({ calls: { network: { source: "terraform-aws-modules/vpc/aws", version: "~> 5.1" } },',
        )
        .replace(
          'modules: ["service"] }),',
          'modules: { service: "region", network: "reigon" } }),',
        ),
    );
    write(
      "templates/environments/app/network.tf.hbs",
      'module "network" {\n  source = {{moduleSource "network"}}\n  version = {{moduleVersion "network"}}\n  azs = 3\n  {{moduleArguments call="network"}}\n}\noutput "vpc" { value = module.network.vpc }\n',
    );
    write(
      `${installed}/network/variables.tf`,
      'variable "region" { type = string }\nvariable "azs" { type = list(string) }\noutput "vpc_id" { value = "" }\n',
    );
  });

  it("is not known before it is installed", async () => {
    rmSync(join(project.root, installed, "modules.json"), { force: true });
    expect(await terraloom(project.root, "generate")).toMatchObject({ exitCode: 0 });
    expect(await terraloom(project.root, "check")).toMatchObject({ exitCode: 0 });
    const schema = readFileSync(join(project.root, "generated/schema/app.schema.json"), "utf8");
    expect(schema).toContain("Goes to module network (terraform-aws-modules/vpc/aws) as reigon.");
  });

  it("is checked once it is installed: arguments, types, outputs, what is missing", async () => {
    vpc("5.21.0");
    const told = await check();
    expect(told).toContain(
      'error undeclared-argument: module "network" takes no argument "reigon"',
    );
    expect(told).toContain('Did you mean "region"?');
    expect(told).toMatch(/templates\/environments\/app\/network.tf.hbs:4:3: error argument-type: /);
    expect(told).toContain('error undeclared-output: module "network" has no output "vpc"');
    expect(told).toContain('error missing-argument: module "network" is not given region');
  });

  it("is not known in another version, or where the list is none", async () => {
    vpc("6.0.0");
    expect(await terraloom(project.root, "check")).toMatchObject({ exitCode: 0 });
    write(`${installed}/modules.json`, "{");
    expect(await terraloom(project.root, "check")).toMatchObject({ exitCode: 0 });
  });

  it("has a source and a version that Terraform takes", async () => {
    const schema = readFileSync(join(project.root, "schema/index.ts"), "utf8");
    for (const [origin, why] of [
      ['source: "./modules/vpc"', '"./modules/vpc" is neither a registry module nor a repository'],
      ['source: "a/b/c", version: "latest"', '"latest" is not a version constraint'],
      [
        'source: "git::https://example.com/n.git", version: "1.0.0"',
        "only a registry module can have a version",
      ],
    ] as const) {
      write("schema/index.ts", schema.replace(/source: .*? \}/, `${origin} }`));
      expect(await check()).toContain(
        `error call-source: module call "network" cannot be generated: ${why}`,
      );
    }
  });
});
