import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { disk } from "../../src/files/disk.ts";
import { walk } from "../../src/model/files.ts";
import { terraloom } from "../support/screen.ts";
import {
  repository,
  type TemporaryProject,
  temporaryProject,
} from "../support/temporaryProject.ts";
import { withFault } from "../transaction/faults.ts";

vi.mock("node:fs", async (importOriginal) =>
  (await import("../transaction/faults.ts")).faulty(await importOriginal()),
);

const service = "infra/tfmodules/service/variables.tf";
const addOwner =
  "add variable team --type string --description Whose --value us --module api/db".split(" ");

/** Every file but what is installed and what a run keeps for itself. */
function filesOf(root: string): Record<string, string> {
  const paths = walk(disk(root), "").filter((path) => !/^node_modules\//.test(path));
  return Object.fromEntries(paths.map((path) => [path, readFileSync(join(root, path), "utf8")]));
}

describe("a project whose output lies among files written by hand", () => {
  let project: TemporaryProject;
  beforeAll(async () => {
    project = temporaryProject(join(repository, "test/golden/in-place"));
    expect(await terraloom(project.root, "generate")).toMatchObject({ exitCode: 0 });
  });
  afterAll(() => project.remove());

  it("is current after generate, and its environments agree", async () => {
    const check = await terraloom(project.root, "check");
    expect(check).toMatchObject({
      exitCode: 0,
      stderr: expect.stringContaining("infra/ is current"),
    });
    expect(await terraloom(project.root, "drift-report")).toMatchObject({ exitCode: 0 });
  });

  it("is traced through modules that are written by hand", async () => {
    const { stdout } = await terraloom(project.root, "trace", "size");
    expect(stdout).toContain("infra/tfmodules/service/variables.tf:6:11");
    expect(stdout).toContain("infra/tfmodules/service/main.tf:4:3");
    expect(stdout).toContain("infra/tfmodules/database/main.tf:5:30");
    const unused = await terraloom(project.root, "trace", "region", "--format", "json");
    expect(JSON.parse(unused.stdout).threads[0].neverUsed).toBe(false);
  });

  it("reports errors in a handwritten module and writes nothing", async () => {
    const file = join(project.root, "infra/tfmodules/service/main.tf");
    const text = readFileSync(file, "utf8");
    writeFileSync(file, text.replace("name      = ", "nam       = "));
    const { exitCode, stderr } = await terraloom(project.root, "check");
    writeFileSync(file, text);
    expect(exitCode).toBe(1);
    expect(stderr).toContain("infra/tfmodules/service/main.tf:3:3: error undeclared-argument");
  });

  it("never replaces a file that it did not make", async () => {
    const file = join(project.root, "infra/live/staging/outputs.tf");
    const template = join(project.root, "templates/environments/app/outputs.tf");
    writeFileSync(file, "# by hand\n");
    writeFileSync(template, "# ours\n");
    const { exitCode, stderr } = await terraloom(project.root, "generate");
    expect(exitCode).toBe(1);
    expect(stderr).toContain(
      "infra/live/staging/outputs.tf is in the way: terraloom did not write it",
    );
    expect(readFileSync(file, "utf8")).toBe("# by hand\n");
    for (const path of [file, template])
      (await vi.importActual<typeof import("node:fs")>("node:fs")).rmSync(path);
  });

  it("is unchanged or complete when an edit is killed, and the next run finishes it", async () => {
    const before = filesOf(project.root);
    const dry = await withFault(undefined, 0, () =>
      terraloom(project.root, ...addOwner, "--dry-run"),
    );
    expect(dry.ended).toBe(true);
    const total = 60;
    const { ended } = await withFault("kill", Math.floor(Math.random() * total), () =>
      terraloom(project.root, ...addOwner),
    );
    expect(await terraloom(project.root, "generate")).toMatchObject({ exitCode: 0 });
    const after = filesOf(project.root);
    const isDone = after[service]?.includes('variable "team"') === true;
    if (isDone) expect(after["infra/tfmodules/database/main.tf"]).toContain('variable "team"');
    else expect(after).toEqual(before);
    expect(ended && !isDone).toBe(false);
    expect(await terraloom(project.root, "check")).toMatchObject({ exitCode: 0 });
  });

  it("asks for values that must be unique, and never shares a state", async () => {
    const add = "add environment preview --from staging".split(" ");
    const asked = await terraloom(project.root, ...add);
    expect(asked.stderr).toContain("--value settings.state_key=VALUE is missing");
    // One level further down the modules' relative paths lead elsewhere.
    const nested = await terraloom(
      project.root,
      ..."add environment eu/preview --from staging --copy-rest".split(" "),
      ..."--value settings.state_key=eu".split(" "),
    );
    expect(nested.stderr).toContain("error module-folder-missing");
    const copied = await terraloom(project.root, ...add, "--copy-rest");
    expect(copied.exitCode).toBe(1);
    expect(copied.stderr).toContain("state-shared");
    const added = await terraloom(
      project.root,
      ...add,
      "--value",
      "settings.state_key=eu",
      "--copy-rest",
    );
    expect(added).toMatchObject({ exitCode: 0 });
    expect(added.stderr).toContain("terraform -chdir=infra/live/preview init");
    expect(readFileSync(join(project.root, "infra/live/preview/backend.tf"), "utf8")).toContain(
      '"eu"',
    );
  });

  it("leaves other calls of a handwritten module alone: a new variable is null there", async () => {
    const tools = join(project.root, "infra/tools");
    mkdirSync(tools);
    const call = 'module "other" {\n  source = "../tfmodules/service"\n}\n';
    writeFileSync(join(tools, "main.tf"), call);
    const toService = addOwner.map((word) => word.replace("team", "tier").replace("api/db", "api"));
    const { exitCode, stderr } = await terraloom(project.root, ...toService);
    expect(exitCode).toBe(0);
    expect(stderr).toContain("It is null where it is not given: module.other in infra/tools.");
    expect(readFileSync(join(project.root, service), "utf8")).toMatch(
      /variable "tier" \{\r\n[^}]* default +?= null\r\n/,
    );
  });
});
