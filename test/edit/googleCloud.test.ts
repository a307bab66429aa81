import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { terraloom } from "../support/screen.ts";
import { repository, temporaryProject } from "../support/temporaryProject.ts";

const project = temporaryProject(join(repository, "examples/google-cloud"));
afterAll(() => project.remove());

it("add variable reaches two stacks, a nested environment and a module called twice; trace shows all of it", async () => {
  const values = [
    "staging=7",
    "production/europe=90",
    "network/staging=8",
    "network/production=91",
  ];
  const { exitCode, stderr } = await terraloom(
    project.root,
    ...["add", "variable", "log_days", "--type", "int", "--description", "Days that logs are kept"],
    ...["--drift", "production keeps them longer", "--stack", "network", "--stack", "app"],
    ...["--module", "network", "--module", "api", "--module", "worker"],
    ...values.flatMap((value) => ["--value", value]),
  );
  expect(stderr).toContain("Added log_days to network and app");
  expect(exitCode).toBe(0);
  // What the modules do with it is for people to say.
  for (const [module, name] of [
    ["network", "log_days"],
    ["service", "log_days"],
  ] as const) {
    const file = join(project.root, `templates/modules/${module}/main.tf`);
    const read = `\noutput "${name}" {\n  description = "Read"\n  value       = var.${name}\n}\n`;
    writeFileSync(file, readFileSync(file, "utf8") + read);
  }
  expect((await terraloom(project.root, "generate")).exitCode).toBe(0);
  const checked = await terraloom(project.root, "check");
  expect(checked).toMatchObject({ exitCode: 0, stderr: expect.not.stringContaining("log_days") });
  const { stdout } = await terraloom(project.root, "trace", "log_days");
  expect(stdout).toMatchInlineSnapshot(`
    "log_days, a variable of stack network: Days that logs are kept

    declared
      schema/network.ts:18:15                                         may differ: production keeps them longer

    values
      envs/network/staging.yaml:7:3                                   network/staging: 8
      envs/network/production.yaml:7:3                                network/production: 91

    definitions
      generated/environments/network/staging/terraform.tfvars:7:1     network/staging
      generated/environments/network/production/terraform.tfvars:7:1  network/production

    root declarations
      generated/environments/network/staging/variables.tf:37:11       network/staging
      generated/environments/network/production/variables.tf:37:11    network/production

    module arguments
      generated/environments/network/staging/main.tf:8:3              network/staging, to generated/modules/network in module "network"
      generated/environments/network/production/main.tf:8:3           network/production, to generated/modules/network in module "network"

    module declarations
      generated/modules/network/variables.tf:15:11

    read
      generated/modules/network/main.tf:29:21                         in output "log_days"

    log_days, a variable of stack app: Days that logs are kept

    declared
      schema/app.ts:46:15                                             may differ: production keeps them longer

    values
      envs/staging.yaml:10:3                                          staging: 7
      envs/production/europe.yaml:10:3                                production/europe: 90

    definitions
      generated/environments/staging/terraform.tfvars:11:1            staging
      generated/environments/production/europe/terraform.tfvars:11:1  production/europe

    root declarations
      generated/environments/staging/variables.tf:81:11               staging
      generated/environments/production/europe/variables.tf:81:11     production/europe

    module arguments
      generated/environments/staging/main.tf:19:3                     staging, to generated/modules/service in module "api"
      generated/environments/staging/main.tf:34:3                     staging, to generated/modules/service in module "worker"
      generated/environments/production/europe/main.tf:19:3           production/europe, to generated/modules/service in module "api"
      generated/environments/production/europe/main.tf:34:3           production/europe, to generated/modules/service in module "worker"

    module declarations
      generated/modules/service/variables.tf:26:11

    read
      generated/modules/service/main.tf:48:21                         in output "log_days"
    "
  `);
});
