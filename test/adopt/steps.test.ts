import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { disk } from "../../src/files/disk.ts";
import { walk } from "../../src/model/files.ts";
import { loadProject } from "../../src/project/loadProject.ts";
import { planProblems, provePlans } from "../../src/proof/provePlans.ts";
import { formatDiagnostics } from "../../src/report/problems/format.ts";
import { findTerraform } from "../../src/terraform/terraform.ts";
import { terraformAvailable } from "../support/programs.ts";
import { screenText, terraloom, terraloomWith } from "../support/screen.ts";
import { repository } from "../support/temporaryProject.ts";

const main = (size: string): string => `resource "terraform_data" "app" {
  input = {
    size = "${size}"
    name = "app-${size}"
  }
}
`;
const rules = (limit: number, extra = ""): string => `locals {
  rule_limit = ${limit}
  rule_names = ["a", "b"]
}
${extra}`;
const only = '\noutput "limit" {\n  value = local.rule_limit\n}\n';

/** In one environment the lines of a file end in two ways: no template makes such a text. */
const files = {
  "environments/dev/main.tf": main("small"),
  "environments/prod/main.tf": main("large"),
  "environments/dev/rules.tf": rules(1).replace("limit = 1\n", "limit = 1\r\n"),
  "environments/prod/rules.tf": rules(2, only),
};

let root: string;
const read = (path: string): string => readFileSync(join(root, path), "utf8");
const own = (path: string): string => read(path).replace(/^# Generated[^\n]*\n/, "");

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), "terraloom-steps-"));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  symlinkSync(join(repository, "node_modules"), join(root, "node_modules"));
  expect((await terraloom(root, "adopt", "--yes")).exitCode).toBe(0);
});
afterAll(() => rmSync(root, { recursive: true }));

/** Runs Terraform in an environment. */
function terraform(...parameters: string[]): string {
  const cwd = join(root, "environments/dev");
  const { status, stdout, stderr } = spawnSync("terraform", parameters, {
    cwd,
    encoding: "utf8",
    env: { ...process.env, NO_COLOR: "1", TF_IN_AUTOMATION: "1" },
  });
  expect(status, stdout + stderr).toBe(0);
  return stdout;
}

/** The resources that a plan would change, apart from terraloom's own record. */
function planned(): readonly string[] {
  terraform("plan", "-input=false", "-out=plan");
  const { resource_changes } = JSON.parse(terraform("show", "-json", "plan"));
  rmSync(join(root, "environments/dev/plan"));
  return (resource_changes as { address: string; change: { actions: string[] } }[])
    .filter(({ change }) => change.actions.join() !== "no-op")
    .map(({ address }) => address)
    .filter((address) => !address.includes("terraloom"));
}

describe("from literals and copies to what is shared", () => {
  it.skipIf(!terraformAvailable)("has a state to plan against", () => {
    terraform("init", "-input=false");
    expect(planned()).toEqual(["terraform_data.app"]);
    terraform("apply", "-input=false", "-auto-approve");
  });

  it("make shared joins copies into one template, byte for byte, and drops settings that are no longer needed", async () => {
    const [schema, spec] = ["schema/index.ts", "envs/dev.yaml"] as const;
    expect(read(schema)).toContain("has_file_rules: setting(");
    const refused = await terraloom(root, "make", "shared", "rules.tf");
    expect(screenText(refused)).toContain(" file-stays: rules.tf cannot become one template: its");
    const templates = walk(disk(root), "templates").filter((path) => path.endsWith("rules.tf"));
    expect(templates).toHaveLength(2);
    for (const path of templates) writeFileSync(join(root, path), read(path).replace("\r", ""));
    expect((await terraloom(root, "generate")).exitCode).toBe(0);
    const screen = await terraloom(root, "make", "shared", "rules.tf");
    expect(screen.stderr).toContain(
      "rules.tf is now generated from templates/environments/deployment/rules.tf.hbs.",
    );
    expect(screen.exitCode).toBe(0);
    expect(own("environments/dev/rules.tf")).toBe(rules(1));
    expect(own("environments/prod/rules.tf")).toBe(rules(2, only));
    expect(walk(disk(root), "templates").filter((path) => path.includes("rules"))).toEqual([
      "templates/environments/deployment/rules.tf.hbs",
    ]);
    expect(read(schema) + read(spec)).not.toContain("has_file_rules");
    expect(read(schema)).toContain("rule_limit: setting(");
    expect((await terraloom(root, "check")).exitCode).toBe(0);
    const again = await terraloom(root, "make", "shared", "rules.tf");
    expect(screenText(again)).toContain("it is generated from one template already");
    const unknown = await terraloom(root, "make", "shared", "rule.tf");
    expect(screenText(unknown)).toContain(' template-unknown: no template of stack "deployment"');
  });

  it("make variable turns a setting into a variable, and Terraform plans no change", async () => {
    const argv = ["make", "variable", "app_input", "--description", "How large"];
    const unasked = await terraloom(root, ...argv, "--dry-run", "--no-plan");
    expect(unasked.stderr).toContain("Plans were not compared: --no-plan.");
    const made = await terraloomWith(process.env, root, ...argv);
    expect(made).toMatchObject({ exitCode: 0 });
    expect(own("environments/dev/main.tf")).toContain("size = var.app_input");
    if (!terraformAvailable) return;
    expect(made.stderr).toContain("dev: the plan changes nothing but terraloom's own record.\n");
    expect(made.stderr).toContain("prod: not planned: its folder is not initialised.\n");
    expect(planned()).toEqual([]);
  });

  it.skipIf(!terraformAvailable)("refuses a change that would change the plan", async () => {
    const path = "environments/dev/main.tf";
    const text = read(path);
    const found = await findTerraform(process.env);
    if (!found.ok) throw new Error("terraform went away");
    const prove = async (after: string) => {
      const changes = [{ path, after }];
      const options = { concurrency: 1, timeout: 60_000 };
      const proofs = await provePlans(await loadProject(root), changes, found.value, options);
      return {
        proof: proofs.get("dev"),
        problems: formatDiagnostics(planProblems(proofs), "text"),
      };
    };
    const changed = await prove(text.replace("var.app_input", '"huge"'));
    expect(changed.proof).toEqual({ kind: "changed", addresses: ["terraform_data.app"] });
    expect(changed.problems).toContain(
      "error plan-changes: the change would also change what Terraform plans",
    );
    const broken = await prove(text.replace("var.app_input", "var.other"));
    expect(broken.problems).toContain("error plan-broken: Terraform could not plan dev any more: ");
    // Somebody has not applied yet what the code says.
    writeFileSync(join(root, path), text.replace("var.app_input", '"huge"'));
    const waiting = await prove(text.replace("var.app_input", '"${"huge"}"'));
    expect(waiting).toEqual({ proof: { kind: "waiting", count: 1 }, problems: "" });
    expect((await prove(text)).proof).toEqual({ kind: "unchanged" });
    writeFileSync(join(root, path), text);
  });
});
