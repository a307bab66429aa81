import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { withProgress } from "../src/cli/progressLine.ts";
import { disk } from "../src/files/disk.ts";
import { formatDiagnostics, generate, loadProject } from "../src/index.ts";
import { walk } from "../src/model/files.ts";
import { takeLock } from "../src/transaction/lock.ts";
import { expectValue } from "./support/expectValue.ts";
import { screenText, terraloom } from "./support/screen.ts";
import { repository, type TemporaryProject, temporaryProject } from "./support/temporaryProject.ts";

let project: TemporaryProject;
const path = (file: string): string => join(project.root, file);
const read = (file: string): string => readFileSync(path(file), "utf8");
const write = (file: string, text: string): void => writeFileSync(path(file), text);
const edit = (file: string, from: string, to: string): void => {
  expect(read(file)).toContain(from);
  write(file, read(file).replace(from, to));
};

/** Every file below generated/ with its content. */
function generated(): Record<string, string> {
  const files = walk(disk(project.root), "generated");
  return Object.fromEntries(files.map((file) => [file, read(file)]));
}

beforeEach(async () => {
  project = temporaryProject(join(repository, "test/golden/base"));
  expect((await terraloom(project.root, "generate")).exitCode).toBe(0);
});
afterEach(() => project.remove());

describe("generate", () => {
  it("makes what test/golden/base-expected holds", async () => {
    const expected = temporaryProject(join(repository, "test/golden/base-expected"));
    try {
      const files = walk(disk(expected.root), "generated");
      const wanted = files.map((file) => [file, readFileSync(join(expected.root, file), "utf8")]);
      expect(generated()).toEqual(Object.fromEntries(wanted));
    } finally {
      expected.remove();
    }
  });

  it("touches nothing when nothing changed", async () => {
    const times = (): number[] =>
      walk(disk(project.root), "generated").map((file) => statSync(path(file)).mtimeMs);
    const before = times();
    const screen = await terraloom(project.root, "generate");
    expect(screenText(screen)).toBe(
      "--- stderr\n2 environments: 11 files, all current\n--- exit 0\n",
    );
    expect(times()).toEqual(before);
  });

  it("writes what changed and nothing else", async () => {
    edit("envs/staging.yaml", "core_memory: 512", "core_memory: 1024");
    const screen = await terraloom(project.root, "generate");
    expect(screen.stdout).toBe(
      "updated generated/environments/staging/terraform.tfvars\nupdated generated/environments/staging/terraloom.tf\n",
    );
  });

  it("removes files that it no longer makes, and folders left empty", async () => {
    rmSync(path("envs/production.yaml"));
    edit("schema/index.ts", '["staging", "production"]', '["staging"]');
    write("generated/environments/production/.terraform.lock.hcl", "# Terraform's own\n");
    const before = generated();
    const refused = await terraloom(project.root, "generate");
    expect(refused.exitCode).toBe(1);
    expect(refused.stderr).toContain(
      'envs/production.yaml:1:1: error environment-vanished: environment "production" was generated, and no spec declares it any more; generated/environments/production/ still contains .terraform.lock.hcl\n',
    );
    expect(generated()).toEqual(before);
    expect((await terraloom(project.root, "check")).stderr).toContain(" environment-vanished: ");
    const screen = await terraloom(project.root, "generate", "--force");
    expect(screen.exitCode).toBe(0);
    expect(readdirSync(path("generated/environments/production"))).toEqual([".terraform.lock.hcl"]);

    rmSync(path("generated/environments/production/.terraform.lock.hcl"));
    write(
      "envs/production.yaml",
      read("envs/staging.yaml").replace("staging.tfstate", "production.tfstate"),
    );
    edit("schema/index.ts", '["staging"]', '["staging", "production"]');
    await terraloom(project.root, "generate");
    rmSync(path("envs/production.yaml"));
    const removal = ["remove", "environment", "production", "--yes"];
    expect((await terraloom(project.root, "check")).stderr).toContain(
      `npx terraloom ${removal.slice(0, 3).join(" ")}`,
    );
    const removed = await terraloom(project.root, ...removal);
    expect(removed.stderr).toContain('s3 bucket = "states", key = "production.tfstate"');
    expect(removed.exitCode).toBe(0);
    expect(read("schema/index.ts")).toContain('promotion: ["staging"]');
    expect(existsSync(path("generated/environments/production"))).toBe(false);
    expect((await terraloom(project.root, "check")).exitCode).toBe(0);
    expect((await terraloom(project.root, ...removal)).stderr).toContain("there is no environment");
  });

  it("gives a copied file its template's mode, and reports a lost one as git does", async () => {
    write("templates/modules/service/start.sh", "#!/bin/sh\r\n");
    chmodSync(path("templates/modules/service/start.sh"), 0o755);
    expect((await terraloom(project.root, "generate")).exitCode).toBe(0);
    const file = "generated/modules/service/start.sh";
    expect(read(file)).toBe("#!/bin/sh\r\n");
    expect(statSync(path(file)).mode & 0o111).toBe(0o111);
    chmodSync(path(file), 0o644);
    const screen = await terraloom(project.root, "check");
    expect(screen.exitCode).toBe(2);
    expect(screen.stdout).toBe(
      `stale ${file}\ndiff --git a/${file} b/${file}\nold mode 100644\nnew mode 100755\n`,
    );
    expect((await terraloom(project.root, "generate")).exitCode).toBe(0);
    expect(statSync(path(file)).mode & 0o111).toBe(0o111);
  });

  it("never touches files that it did not make", async () => {
    const foreign = ["notes.md", "environments/staging/terraform.tfstate", "modules/own/main.tf"];
    mkdirSync(path("generated/modules/own"));
    for (const file of foreign) write(`generated/${file}`, "somebody's\n");
    edit("envs/staging.yaml", "core_memory: 512", "core_memory: 1024");
    expect((await terraloom(project.root, "generate")).exitCode).toBe(0);
    for (const file of foreign) expect(read(`generated/${file}`)).toBe("somebody's\n");
    expect((await terraloom(project.root, "check")).exitCode).toBe(0);
  });

  it("does not overwrite what was changed by hand, and says where the change belongs", async () => {
    edit("generated/environments/staging/main.tf", '"states"', '"mine"');
    const before = generated();
    edit("envs/staging.yaml", "core_memory: 512", "core_memory: 1024");
    const screen = await terraloom(project.root, "generate");
    expect(screenText(screen)).toBe(`--- stderr
generated/environments/staging/main.tf:1:1: error hand-edited: generated/environments/staging/main.tf was changed by hand
  The change belongs in envs/staging.yaml:4: npx terraloom absorb moves it there; generate --force discards it.

1 error

--- a/generated/environments/staging/main.tf
+++ b/generated/environments/staging/main.tf
@@ -2,7 +2,7 @@
 
 terraform {
   backend "s3" {
-    bucket = "mine"
+    bucket = "states"
     key    = "staging.tfstate"
   }
 }
Nothing was written.
--- exit 1
`);
    expect(generated()).toEqual(before);
    const forced = await terraloom(project.root, "generate", "--force");
    expect(forced.stdout).toContain("replaced generated/environments/staging/main.tf\n");
    expect((await terraloom(project.root, "check")).exitCode).toBe(0);
  });

  it("does not remove an orphan that was changed by hand", async () => {
    rmSync(path("templates/modules/service/main.tf.hbs"));
    write("generated/modules/service/main.tf", "# mine\n");
    const screen = await terraloom(project.root, "generate");
    expect(screen.exitCode).toBe(1);
    expect(screen.stderr).toContain("was changed by hand, and no template generates it any more");
    expect(read("generated/modules/service/main.tf")).toBe("# mine\n");
    expect((await terraloom(project.root, "generate", "--force")).exitCode).toBe(0);
    expect(existsSync(path("generated/modules/service/main.tf"))).toBe(false);
  });

  it("does not write over a file that stands in the way", async () => {
    write("generated/modules/service/outputs.tf", "# mine\n");
    write("templates/modules/service/outputs.tf.hbs", "locals {}\n");
    const screen = await terraloom(project.root, "generate");
    expect(screen.exitCode).toBe(1);
    expect(screen.stderr).toContain("is in the way: terraloom did not write it");
    expect(read("generated/modules/service/outputs.tf")).toBe("# mine\n");
  });

  it.each([
    ["a link in place of a file", "modules/service/main.tf"],
    ["a link in place of a folder", "modules"],
  ])("does not follow %s", async (_, link) => {
    const outside = path("outside");
    mkdirSync(outside);
    rmSync(path(`generated/${link}`), { recursive: true });
    symlinkSync(outside, path(`generated/${link}`));
    const screen = await terraloom(project.root, "generate");
    expect(screen.exitCode).toBe(1);
    expect(screen.stderr).toContain(" error output-blocked: ");
    expect(screen.stderr).toContain(`there is a link at generated/${link}`);
    expect(readdirSync(outside)).toEqual([]);
  });

  it.each(["production", "staging"])(
    "a link to the same text is not current, in %s",
    async (name) => {
      const file = `generated/environments/${name}/variables.tf`;
      renameSync(path(file), path("outside.tf"));
      symlinkSync(path("outside.tf"), path(file));
      const screen = await terraloom(project.root, "check");
      expect(screen).toMatchObject({
        exitCode: 2,
        stdout: expect.stringContaining(`blocked ${file}`),
      });
    },
  );

  it("writes nothing when one file of many is wrong", async () => {
    const before = generated();
    edit("envs/staging.yaml", "core_memory: 512", "core_memory: 1024");
    edit("templates/modules/service/main.tf.hbs", "locals {", "locals {{");
    expect((await terraloom(project.root, "generate")).exitCode).toBe(1);
    expect(generated()).toEqual(before);
  });
});

describe("the manifest", () => {
  const manifest = "generated/manifest.json";

  it.each([
    ["a path that goes up", "../envs/staging.yaml"],
    ["an absolute path", "/tmp/terraloom-victim"],
    ["a path with a backslash", "..\\\\envs\\\\staging.yaml"],
    ["Terraform's state", "environments/staging/terraform.tfstate"],
  ])("is not trusted about %s", async (_, hostile) => {
    write("generated/environments/staging/terraform.tfstate", "state");
    const victim = join("generated", hostile);
    const hash = "aed3a1bb79ad4faa8ed3b6bc3e8ab6fd5fd9d3c0bcd3ac5ad9b6d5cb60e2ce7b";
    edit(manifest, '"files": {', `"files": {\n    "${hostile}": "${hash}",`);
    const existed = existsSync(path(victim));
    expect((await terraloom(project.root, "generate", "--force")).exitCode).toBe(0);
    expect(existsSync(path(victim))).toBe(existed);
    expect(read("generated/environments/staging/terraform.tfstate")).toBe("state");
  });

  it("is made anew when it is missing or not JSON", async () => {
    const before = generated();
    for (const text of ["", "{", "[1]\n"]) {
      write(manifest, text);
      expect((await terraloom(project.root, "check")).exitCode).toBe(2);
      expect((await terraloom(project.root, "generate")).exitCode).toBe(0);
      expect(generated()).toEqual(before);
    }
    rmSync(path(manifest));
    expect((await terraloom(project.root, "generate")).exitCode).toBe(0);
    expect(generated()).toEqual(before);
  });

  it("keeps the version that made the files, and names another version as a possible cause of differences", async () => {
    const manifest = "generated/manifest.json";
    expect(read(manifest)).toContain('"version": "0.0.1"');
    edit(manifest, '"version": "0.0.1"', '"version": "0.0.2"');
    // The same files: who made them is no difference.
    expect((await terraloom(project.root, "check")).exitCode).toBe(0);
    edit("envs/staging.yaml", "core_memory: 512", "core_memory: 513");
    await terraloom(project.root, "generate");
    expect(read(manifest)).toContain('"version": "0.0.1"');
    edit(manifest, '"version": "0.0.1"', '"version": "0.0.2"');
    edit("templates/environments/app/main.tf.hbs", "terraform {", "# new\nterraform {");
    const newer = await terraloom(project.root, "check");
    expect(newer.stderr).toContain("made-by-newer: generated by terraloom 0.0.2; this is 0.0.1");
    edit(manifest, '"version": "0.0.2"', '"version": "0.0.0"');
    const older = await terraloom(project.root, "check", "--format", "json");
    expect(older.stdout).toContain('"code": "made-by-older"');
    await terraloom(project.root, "generate");
    expect(read(manifest)).toContain('"version": "0.0.1"');
  });

  it("survives a merge conflict, in it and in the files it lists", async () => {
    const tfvars = "generated/environments/staging/terraform.tfvars";
    const ours = { manifest: read(manifest), tfvars: read(tfvars) };
    edit("envs/staging.yaml", "core_memory: 512", "core_memory: 1024");
    await terraloom(project.root, "generate");
    const theirs = { manifest: read(manifest), tfvars: read(tfvars) };
    write(manifest, conflict(ours.manifest, theirs.manifest));
    write(tfvars, conflict(ours.tfvars, theirs.tfvars));
    // The person who merges decides in the spec, and generates.
    edit("envs/staging.yaml", "core_memory: 1024", "core_memory: 2048");
    const screen = await terraloom(project.root, "generate");
    expect(screen.exitCode).toBe(0);
    expect(read(tfvars)).toContain("core_memory = 2048");
    expect(read(manifest)).not.toContain("<<<<<<<");
    expect((await terraloom(project.root, "check")).exitCode).toBe(0);
  });
});

/** Two texts as git leaves them in a file, line by line where they differ. */
function conflict(ours: string, theirs: string): string {
  const other = theirs.split("\n");
  const lines = ours.split("\n").map((line, index) => {
    const their = other[index] ?? "";
    return line === their ? line : `<<<<<<< HEAD\n${line}\n=======\n${their}\n>>>>>>> branch`;
  });
  return lines.join("\n");
}

describe("runs at the same time", () => {
  it("end with the complete files of one of them", async () => {
    edit("envs/staging.yaml", "core_memory: 512", "core_memory: 1024");
    const screens = await Promise.all([1, 2, 3, 4].map(() => terraloom(project.root, "generate")));
    expect(screens.map(({ exitCode }) => exitCode)).toEqual([0, 0, 0, 0]);
    expect((await terraloom(project.root, "check")).exitCode).toBe(0);
  });

  it("name the other process when they have waited long enough", async () => {
    const release = expectValue(await takeLock(project.root));
    edit("envs/staging.yaml", "core_memory: 512", "core_memory: 1024");
    const { written, problems } = await generate(await loadProject(project.root), {
      waitAtMost: 50,
    });
    expect(written).toBe(false);
    expect(problems).toMatchObject([{ code: "run-locked" }]);
    expect(formatDiagnostics(problems, "text")).toContain(`(process ${process.pid} on `);
    release();
    expect((await terraloom(project.root, "generate")).exitCode).toBe(0);
  });
});

describe("check", () => {
  it("finds one flipped byte in any file", async () => {
    for (const file of walk(disk(project.root), "generated")) {
      const text = read(file);
      write(file, text.replace(/a(?=[^a]*$)/, "b"));
      const screen = await terraloom(project.root, "check");
      expect([file, screen.exitCode]).toEqual([file, 2]);
      write(file, text);
    }
    expect((await terraloom(project.root, "check")).exitCode).toBe(0);
  });

  it("distinguishes stale, missing, new, orphaned and edited files, and writes nothing", async () => {
    edit("envs/staging.yaml", "core_memory: 512", "core_memory: 1024");
    rmSync(path("generated/environments/production/main.tf"));
    const variables = path("templates/modules/service/variables.tf.hbs");
    renameSync(variables, variables.replace("variables", "outputs"));
    edit("generated/environments/production/variables.tf", "AWS region", "my region");
    const before = generated();
    const screen = await terraloom(project.root, "check");
    const file = join(repository, "test/golden/check.txt");
    await expect(screenText(screen)).toMatchFileSnapshot(file);
    expect(generated()).toEqual(before);
  });

  it("lets an error beat a difference", async () => {
    edit("envs/staging.yaml", "core_memory: 512", "core_memory: many");
    expect((await terraloom(project.root, "check")).exitCode).toBe(1);
    expect((await terraloom(project.root, "generate", "--check")).exitCode).toBe(1);
  });
});

describe("one line in the schema and one value a spec", () => {
  it.each([
    [
      "variable",
      'region: variable(z.string(), { description: "AWS region", modules: ["service"] }),',
      '\n    SENDER: variable(z.email(), { description: "Who mails come from", modules: ["service"], labels: { container: ["core", "jobs"] } }),',
    ],
    [
      "secret",
      "secrets: {",
      '\n    MAIL_KEY: secret({ description: "Key of the mail service", labels: { container: ["core", "jobs"] } }),',
    ],
  ])("thread a new %s everywhere", async (kind, after, line) => {
    if (kind === "secret") {
      // The base has secrets for jobs alone.
      edit(
        "templates/modules/service/main.tf.hbs",
        "jobs_secrets = [",
        'core_secrets = [\n    {{#secrets container="core"}}\n    { name = {{name}}, valueFrom = aws_secretsmanager_secret.{{{name}}}.arn },\n    {{/secrets}}\n  ]\n\n  jobs_secrets = [',
      );
      await terraloom(project.root, "generate");
    }
    edit("schema/index.ts", after, after + line);
    if (kind === "variable") {
      for (const name of ["staging", "production"]) {
        edit(`envs/${name}.yaml`, "variables:", `variables:\n  SENDER: ${name}@example.org`);
      }
    }
    const screen = await terraloom(project.root, "generate", "--diff");
    expect(screen.exitCode).toBe(0);
    const file = join(repository, `test/golden/new-${kind}.diff`);
    await expect(screen.stdout).toMatchFileSnapshot(file);
    expect((await terraloom(project.root, "check")).exitCode).toBe(0);
  });
});

describe("a long run", () => {
  it("shows progress in a terminal and nowhere else", async () => {
    const written = async (isTTY: boolean): Promise<string> => {
      let text = "";
      const stream = { isTTY, write: (piece: string) => (text += piece) };
      const now = vi.spyOn(Date, "now").mockReturnValue(0);
      const io = { cwd: "", env: {}, stdout: stream, stderr: stream };
      await withProgress(io, async (progress) => {
        progress("reading specs", 1, 1000);
        now.mockReturnValue(600);
        progress("reading specs", 700, 1000);
        progress("reading specs", 701, 1000);
      });
      now.mockRestore();
      return text;
    };
    expect(await written(true)).toBe("\r\x1b[Kreading specs: 700 of 1000\r\x1b[K");
    expect(await written(false)).toBe("");
  });
});
