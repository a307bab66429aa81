import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { terraloom } from "../support/screen.ts";
import { repository } from "../support/temporaryProject.ts";

const root = join(repository, "examples/google-cloud");

describe("list", () => {
  it("names stacks, environments by wave, and calls", async () => {
    const { stdout, exitCode } = await terraloom(root, "list");
    expect(exitCode).toBe(0);
    expect(stdout).toBe(`network
  wave 1  network/staging
  wave 2  network/production
  module network

app, after network
  wave 1  staging
  wave 2  production/europe
  module api from modules/service
  module worker from modules/service
`);
  });

  it("takes selectors, and prints JSON", async () => {
    const { stdout } = await terraloom(root, "list", "stack=app", "--format", "json");
    const { stacks } = JSON.parse(stdout);
    expect(stacks).toHaveLength(1);
    expect(stacks[0]).toMatchObject({
      name: "app",
      waves: [["staging"], ["production/europe"]],
      environments: [
        { name: "staging", spec: "envs/staging.yaml" },
        { name: "production/europe", spec: "envs/production/europe.yaml" },
      ],
    });
  });

  it("numbers waves the same whichever environments are chosen", async () => {
    const { stdout } = await terraloom(root, "list", "production/*");
    expect(stdout).toContain("app, after network\n  wave 2  production/europe\n");
  });
});

describe("show", () => {
  it("shows every value and where it comes from", async () => {
    const { stdout, exitCode } = await terraloom(root, "show", "network/staging");
    expect(exitCode).toBe(0);
    expect(stdout).toBe(`network/staging, of stack network: envs/network/staging.yaml
  settings.state_bucket  "example-terraform-states"  envs/_common.yaml:3:3
  settings.state_prefix  "network/staging"           computed from environment.name
  project_id             "example-staging"           envs/network/staging.yaml:5:3
  region                 "europe-west1"              envs/_common.yaml:5:3
  name                   "network-staging"           computed from environment.name
  subnet_cidr            "10.10.0.0/20"              envs/network/staging.yaml:6:3
`);
  });

  it("prints JSON", async () => {
    const { stdout } = await terraloom(root, "show", "network/*", "--format", "json");
    const { environments } = JSON.parse(stdout);
    expect(environments).toHaveLength(2);
    expect(environments[0].values).toContainEqual({
      kind: "variable",
      name: "region",
      sensitive: false,
      value: "europe-west1",
      from: "inherited",
      place: { file: "envs/_common.yaml", line: 5, column: 3 },
    });
  });

  it("requires an environment, and lists those that exist", async () => {
    const none = await terraloom(root, "show");
    expect(none).toMatchObject({ exitCode: 1, stdout: "" });
    expect(none.stderr).toContain("network/staging, staging");
    const wrong = await terraloom(root, "show", "stagin");
    expect(wrong.stderr).toContain('Did you mean "staging"?');
  });
});
