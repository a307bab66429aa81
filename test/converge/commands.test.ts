import { spawnSync } from "node:child_process";
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { generateUnparsed } from "../support/generateUnparsed.ts";
import { gitIn } from "../support/git.ts";
import { commitSources, today } from "../support/goldenCommand.ts";
import { pseudoTerminalAvailable, terraformAvailable } from "../support/programs.ts";
import { projectFiles } from "../support/projectFiles.ts";
import { terraloom, terraloomWith } from "../support/screen.ts";
import {
  repository,
  type TemporaryProject,
  temporaryProject,
} from "../support/temporaryProject.ts";
import { inTerminal, keys } from "../support/terminal.ts";

let project: TemporaryProject;
const path = (file: string): string => join(project.root, file);
const read = (file: string): string => readFileSync(path(file), "utf8");
const edit = (file: string, from: string, to: string): void => {
  const text = read(file);
  expect(text).toContain(from);
  writeFileSync(path(file), text.replace(from, to));
};
const setDay = (day: string) =>
  vi.useFakeTimers({ now: new Date(`${day}T12:00:00Z`), toFake: ["Date"] });

const production = "envs/production.yaml";
const origins = "origins: [https://example.org]";
const more = "origins: [https://example.org, https://new.example.org]";

beforeEach(async () => {
  project = temporaryProject(join(repository, "test/golden/base"));
  await generateUnparsed(project.root);
  commitSources(project.root);
});

afterEach(() => {
  vi.useRealTimers();
  project.remove();
});

/** All environments get another value, and that is committed. */
async function goForward(): Promise<void> {
  edit(production, origins, more);
  edit("envs/staging.yaml", origins, more);
  await generateUnparsed(project.root);
  commitSources(project.root);
}

describe("rollback", () => {
  it("keeps the drift report passing until its last day", async () => {
    await goForward();
    setDay(today);
    const { stderr, exitCode } = await terraloom(
      project.root,
      ...["rollback", "production", "--to", "HEAD~1", "--reason", "it leaks"],
    );
    expect(exitCode).toBe(0);
    expect(stderr).toContain("Held until 2026-12-06: origins.");
    expect((await terraloom(project.root, "drift-report")).exitCode).toBe(0);
    setDay("2026-12-06");
    expect((await terraloom(project.root, "drift-report")).exitCode).toBe(0);
    setDay("2026-12-07");
    expect((await terraloom(project.root, "drift-report")).exitCode).toBe(2);
  });

  it.each(["HEAD~1", "v1", "old", "main~1"])("takes %s for a revision", async (revision) => {
    gitIn(project.root)("tag", "v1", "-m", "one");
    gitIn(project.root)("branch", "old");
    await goForward();
    const command = ["rollback", "production", "--to", revision, "--reason", "it leaks"];
    expect((await terraloom(project.root, ...command)).exitCode).toBe(0);
    expect(read(production)).toContain(`${origins}\n`);
  });

  it("reports a shallow clone", async () => {
    await goForward();
    const clone = mkdtempSync(join(tmpdir(), "terraloom-clone-"));
    try {
      gitIn(clone)("clone", "--quiet", "--depth=1", `file://${project.root}`, "x");
      const root = join(clone, "x");
      mkdirSync(join(root, "node_modules"));
      symlinkSync(join(repository, "node_modules/zod"), join(root, "node_modules/zod"));
      const command = ["rollback", "production", "--to", "HEAD~1", "--reason", "it leaks"];
      const { exitCode, stderr } = await terraloom(root, ...command);
      expect(exitCode).toBe(1);
      expect(stderr).toContain("in this shallow clone");
    } finally {
      rmSync(clone, { recursive: true });
    }
  });

  it("reports that there is no repository", async () => {
    rmSync(path(".git"), { recursive: true });
    const { exitCode, stderr } = await terraloom(
      project.root,
      "rollback",
      "staging",
      "--to",
      "main",
    );
    expect(exitCode).toBe(1);
    expect(stderr).toContain("error git-failed: git: not a git repository");
  });

  it("writes sensitive values and hides them in its diffs", async () => {
    const tags = 'description: "Tags", modules';
    edit("schema/index.ts", tags, tags.replace("modules", "sensitive: true, modules"));
    appendFileSync(path(production), "  tags:\n    password: marlin\n    pin: ab\n");
    commitSources(project.root);
    edit(production, "marlin", "swordfish");
    edit(production, "api.example.org", "api.example.org/swordfish");
    await generateUnparsed(project.root);
    const command = ["rollback", "production", "--to", "HEAD", "--reason", "it leaks"];
    const { stdout, stderr, exitCode } = await terraloom(project.root, ...command);
    expect(exitCode).toBe(0);
    expect(stdout + stderr).not.toMatch(/marlin|swordfish|pin/);
    expect(stdout).toContain("-    (sensitive value 1)\n+    (sensitive value 2)\n");
    expect(stdout).toContain("+tags = (sensitive value 2)");
    expect(read(production)).toContain("password: marlin");
    expect(read("generated/environments/production/terraform.tfvars")).toContain('"marlin"');
  });
});

describe("converge", () => {
  it("is refused where a generated file was changed by hand, and changes nothing", async () => {
    edit(production, origins, more);
    const file = "generated/environments/staging/terraform.tfvars";
    appendFileSync(path(file), "# mine\n");
    const before = projectFiles(project.root);
    const command = ["converge", "--from", "production", "--to", "staging"];
    const { exitCode, stderr } = await terraloom(project.root, ...command);
    expect(exitCode).toBe(1);
    expect(stderr).toContain("error hand-edited: ");
    expect(projectFiles(project.root)).toEqual(before);
  });
});

describe.skipIf(!pseudoTerminalAvailable)("in a terminal", () => {
  it("rollback asks for the reason, and again for an empty one", async () => {
    await goForward();
    const { screen, status } = await inTerminal(
      project.root,
      ["rollback", "--to", "HEAD~1"],
      [
        ["Which environment is rolled back?", `${keys.down}${keys.enter}`],
        ["Why is production rolled back?", keys.enter],
        ["Expected an answer.", `it leaks${keys.enter}`],
      ],
    );
    expect(screen).toContain("apply it to production now");
    expect(status).toBe(0);
    expect(read(production)).toMatch(/reason: "rolled back to [0-9a-f]{7}: it leaks"/);
  });

  it("rollback is ended by Ctrl-C, and nothing is written", async () => {
    await goForward();
    const before = projectFiles(project.root);
    const { screen, status } = await inTerminal(
      project.root,
      ["rollback", "production", "--to", "HEAD~1"],
      [["Why is production rolled back?", keys.interrupt]],
    );
    expect(screen).toContain("Nothing was written.");
    expect(status).toBe(1);
    expect(projectFiles(project.root)).toEqual(before);
  });

  it("converge asks from where to where", async () => {
    edit(production, origins, more);
    const { status } = await inTerminal(
      project.root,
      ["converge"],
      [
        ["Copy values from which environment?", `${keys.down}${keys.enter}`],
        ["Copy them to which environment?", keys.enter],
      ],
    );
    expect(status).toBe(0);
    expect(read("envs/staging.yaml")).toContain(more);
  });
});

describe.skipIf(!terraformAvailable)("rollback --to applied", () => {
  const folder = "generated/environments/production";
  const command = ["rollback", "production", "--to", "applied", "--reason", "it leaks"];
  const env = { PATH: process.env.PATH, HOME: process.env.HOME };

  /** States lie beside the code, and nothing needs a provider. */
  async function withLocalStates(): Promise<void> {
    writeFileSync(
      path("templates/modules/service/main.tf.hbs"),
      "locals {\n  settings = [var.region, var.core_memory, var.LOG_LEVEL, var.API_URL, var.origins, var.tags]\n}\n",
    );
    writeFileSync(
      path("templates/environments/app/main.tf.hbs"),
      `terraform {
  backend "local" {}
}

module "service" {
  source = {{moduleSource "service"}}

  {{moduleArguments module="service"}}
}
`,
    );
    edit(
      "schema/index.ts",
      'API_PASSWORD: secret({ description: "Password of the API", labels: { container: ["jobs"] } }),',
      "",
    );
    await generateUnparsed(project.root);
    commitEverything();
  }

  function commitEverything(): void {
    gitIn(project.root)("add", "--force", "generated/manifest.json", "generated/manifest");
    commitSources(project.root);
  }

  function terraform(...parameters: string[]): void {
    const { status, stderr } = spawnSync("terraform", parameters, { cwd: path(folder), env });
    expect([status, String(stderr)]).toEqual([0, ""]);
  }

  it("returns to the commit that the state was applied from", async () => {
    await withLocalStates();
    terraform("init", "-input=false");
    terraform("apply", "-auto-approve", "-input=false");
    edit(production, origins, more);
    edit("envs/staging.yaml", origins, more);
    await generateUnparsed(project.root);
    commitEverything();
    const { exitCode, stderr } = await terraloomWith(env, project.root, ...command);
    expect([exitCode, stderr]).toEqual([
      0,
      expect.stringContaining("production has the values of "),
    ]);
    expect(read(production)).toContain(`${origins}\n`);
  });

  it("reports that nothing was applied, or that uncommitted work was", async () => {
    await withLocalStates();
    terraform("init", "-input=false");
    const never = await terraloomWith(env, project.root, ...command);
    expect(never.stderr).toContain(
      "error applied-unknown: which commit production was applied from is not known: nothing has been applied",
    );
    edit(production, origins, more);
    await generateUnparsed(project.root);
    terraform("apply", "-auto-approve", "-input=false");
    const before = projectFiles(project.root);
    const unknown = await terraloomWith(env, project.root, ...command);
    expect(unknown.stderr).toContain(
      "is not known: no commit here has the code that was applied (sha256:",
    );
    expect(unknown.exitCode).toBe(1);
    expect(projectFiles(project.root)).toEqual(before);
  });

  it("reports that there is no Terraform", async () => {
    const { exitCode, stderr } = await terraloomWith(
      env,
      project.root,
      ...command,
      "--terraform",
      "no-such-terraform",
    );
    expect(exitCode).toBe(1);
    expect(stderr).toContain('"no-such-terraform" cannot be run as Terraform');
    expect(existsSync(path(folder))).toBe(true);
  });
});
