import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { disk } from "../src/files/disk.ts";
import { walk } from "../src/model/files.ts";
import { terraloom } from "./support/screen.ts";
import { repository, type TemporaryProject, temporaryProject } from "./support/temporaryProject.ts";

let project: TemporaryProject;
let outside: string;
const at = (file: string): string => join(project.root, file);
const write = (file: string, content: string | Uint8Array): void => {
  mkdirSync(dirname(at(file)), { recursive: true });
  writeFileSync(at(file), content);
};
const generate = (...argv: readonly string[]) => terraloom(project.root, "generate", ...argv);

beforeEach(async () => {
  project = temporaryProject(join(repository, "test/golden/base"));
  outside = mkdtempSync(join(tmpdir(), "terraloom-outside-"));
  expect((await generate()).exitCode).toBe(0);
});
afterEach(() => {
  project.remove();
  rmSync(outside, { recursive: true });
});

test("a folder with a file's name is not ignored", async () => {
  const folders = ["envs/dev.yaml", "envs/eu/dev.YML", "templates/environments/app/extra.tf.hbs"];
  for (const folder of folders) mkdirSync(at(folder), { recursive: true });
  const { exitCode, stderr } = await generate();
  for (const folder of folders) {
    expect(stderr).toContain(
      `${folder}:1:1: error source-link: this is a folder where a file belongs`,
    );
  }
  expect(exitCode).toBe(1);
});

test("a broken manifest is named as the cause, not an edit by hand", async () => {
  const [manifest, set] = ["generated/manifest/staging.json", "set core_memory 640".split(" ")];
  write(manifest, "garbage\n");
  expect(await terraloom(project.root, "check")).toMatchObject({
    exitCode: 2,
    stdout: `stale ${manifest} (a manifest)\n`,
  });
  const { exitCode, stderr } = await terraloom(project.root, ...set, "--environment", "staging");
  expect(exitCode).toBe(1);
  expect(stderr).toContain(`${manifest}:1:1: error manifest-unreadable: `);
  expect(stderr).not.toContain("hand-edited");
  expect((await generate()).exitCode).toBe(0);
  const again = await terraloom(project.root, ...set, "--environment", "staging");
  expect(again.exitCode).toBe(0);
});

describe("a source that is a link", () => {
  test("is followed inside of the project: a spec, a template, a folder of templates", async () => {
    for (const [from, to] of [
      ["envs/staging.yaml", "elsewhere/spec"],
      ["templates/modules/service/main.tf.hbs", "elsewhere/main"],
      ["templates/environments", "elsewhere/environments"],
    ] as const) {
      mkdirSync(dirname(at(to)), { recursive: true });
      renameSync(at(from), at(to));
      symlinkSync(at(to), at(from));
    }
    expect(await generate()).toMatchObject({
      exitCode: 0,
      stderr: "2 environments: 11 files, all current\n",
    });
    // What it leads to is read anew when it changes, and an edit goes there.
    const screen = await terraloom(
      project.root,
      ..."converge --from production --to staging core_memory".split(" "),
    );
    expect(screen.exitCode).toBe(0);
    expect(readFileSync(at("elsewhere/spec"), "utf8")).toContain("core_memory: 2048");
    expect((await terraloom(project.root, "check")).exitCode).toBe(0);
  });

  test.each([
    ["out of the project", () => outside, "this is a link to a place outside of the project"],
    ["nowhere", () => "nowhere", "a link without a target"],
    ["to a folder that it is in", () => "..", "a link to a folder that it is in"],
  ])("is refused where it leads %s", async (_, target, words) => {
    writeFileSync(join(outside, "x.yaml"), "secret");
    for (const file of ["envs/link", "templates/link"]) symlinkSync(target(), at(file));
    const before = readFileSync(at("generated/manifest.json"), "utf8");
    const screen = await generate();
    expect(screen.exitCode).toBe(1);
    for (const file of ["envs/link", "templates/link"]) {
      expect(screen.stderr).toContain(`${file}:1:1: error source-link: `);
    }
    expect(screen.stderr).toContain(words);
    expect(readFileSync(at("generated/manifest.json"), "utf8")).toBe(before);
  });
});

test("a spec with another ending is not ignored", async () => {
  renameSync(at("envs/production.yaml"), at("envs/production.YAML"));
  const screen = await generate();
  expect(screen).toMatchObject({ exitCode: 1 });
  expect(screen.stderr).toContain("Rename it to envs/production.yaml.");
});

describe("a file that is copied", () => {
  test("keeps its name, its bytes and whether it is a program", async () => {
    const files: Readonly<Record<string, string | Uint8Array>> = {
      "_locals.tf": "locals {\r\n  x = 1\r\n}\r\n",
      "scripts/__init__.py": "x = 1\r\n",
      "scripts/run.bat": "@echo off\r\n",
      "scripts/logo.bin": new Uint8Array([0, 255, 13, 10, 200]),
    };
    for (const [name, content] of Object.entries(files)) {
      write(`templates/modules/service/${name}`, content);
    }
    write("templates/modules/service/scripts/run.sh", "#!/bin/sh\necho\n");
    write("templates/modules/service/scripts/made.sh.hbs", "#!/bin/sh\necho {{1}}\n");
    for (const name of ["run.sh", "made.sh.hbs"]) {
      chmodSync(at(`templates/modules/service/scripts/${name}`), 0o755);
    }
    expect(await generate()).toMatchObject({ exitCode: 0 });
    for (const [name, content] of Object.entries(files)) {
      expect(readFileSync(at(`generated/modules/service/${name}`))).toEqual(Buffer.from(content));
    }
    const mode = (name: string): number => statSync(at(`generated/modules/service/${name}`)).mode;
    expect(mode("scripts/run.sh") & 0o777).toBe(0o755);
    expect(mode("scripts/made.sh") & 0o111).toBe(0o111);
    expect(mode("scripts/run.bat") & 0o111).toBe(0);
    expect((await terraloom(project.root, "check")).exitCode).toBe(0);

    chmodSync(at("templates/modules/service/scripts/run.sh"), 0o644);
    expect((await terraloom(project.root, "check")).exitCode).toBe(2);
    expect((await generate()).stdout).toBe("updated generated/modules/service/scripts/run.sh\n");
    expect(mode("scripts/run.sh") & 0o111).toBe(0);
  });

  test("has no header where its language has no such comment", async () => {
    for (const name of ["init.js.tftpl", "user_data.tftpl", "policy.json.tpl"]) {
      write(`templates/modules/service/${name}`, "content\n");
    }
    write("templates/modules/service/cloud-init.yaml.tftpl", "a: 1\n");
    expect(await generate()).toMatchObject({ exitCode: 0 });
    const first = (name: string): string | undefined =>
      readFileSync(at(`generated/modules/service/${name}`), "utf8").split("\n")[0];
    expect(first("init.js.tftpl")).toMatch(/^\/\/ Generated/);
    expect(first("user_data.tftpl")).toBe("content");
    expect(first("policy.json.tpl")).toBe("content");
    expect(first("cloud-init.yaml.tftpl")).toMatch(/^# Generated/);
  });

  test.each([
    "terraform.tfstate",
    "terraform.tfstate.backup",
    "terraform.tfstate.d/x/y.tfstate",
    ".terraform.lock.hcl",
    ".terraform.tfstate.lock.info",
    "plan.tfplan",
    "terraform.tfstate.hbs",
  ])("that is Terraform's own is refused: %s", async (name) => {
    write("generated/environments/staging/terraform.tfstate", "real");
    write(`templates/environments/app/${name}`, "{}");
    const screen = await generate("--force");
    expect(screen.exitCode).toBe(1);
    expect(screen.stderr).toContain("error template-of-terraform: ");
    expect(readFileSync(at("generated/environments/staging/terraform.tfstate"), "utf8")).toBe(
      "real",
    );
  });

  test("that an editor left is ignored", async () => {
    for (const name of [".main.tf.swp", "main.tf~", "#main.tf#", ".#x", "Thumbs.db"]) {
      write(`templates/modules/service/${name}`, "junk");
    }
    expect((await generate()).stderr).toBe("2 environments: 11 files, all current\n");
    expect(existsSync(at("generated/modules/service/Thumbs.db"))).toBe(false);
  });
});

test.each([
  ["MAIN.tf", "it differs from"],
  ["a\nb.tf", "control character"],
  ["con.tf", "Windows reserves"],
  ["a:b", "Windows does not allow :"],
  ["dot.", "ends with a dot"],
])("an output name that is not valid on every system is refused: %j", async (name, words) => {
  write(`templates/modules/service/${name}`, "locals {}\n");
  const screen = await generate();
  expect(screen.exitCode).toBe(1);
  expect(screen.stderr).toContain("error output-name: ");
  expect(screen.stderr).toContain(words);
});

test("a disk error is not reported as an internal error", async () => {
  const { failureText } = await import("../src/cli/failure.ts");
  for (const act of [
    () => readFileSync(project.root),
    () => readFileSync(at("x".repeat(300))),
    () => mkdirSync(at("envs")),
  ]) {
    try {
      act();
    } catch (thrown) {
      expect(failureText(thrown, "Node")).toMatch(
        /^error system-refuses: the operating system reports an error: E[A-Z]+: /,
      );
    }
  }
});

test("CRLF line ends of a checkout are reported with their cause, not as an edit by hand", async () => {
  const files = walk(disk(project.root), "generated").filter((file) => !file.endsWith(".json"));
  for (const file of files) {
    const text = readFileSync(at(file), "utf8");
    writeFileSync(at(file), text.replaceAll("\n", "\r\n"));
  }
  const check = await terraloom(project.root, "check");
  expect(check.exitCode).toBe(2);
  expect(check.stderr).toContain(`line-ends: ${files.length} generated files have CRLF line ends`);
  expect(check.stderr + check.stdout).not.toContain("by hand");
  const [edited = ""] = files.filter((file) => file.endsWith("terraform.tfvars"));
  const old = readFileSync(at(edited), "utf8");
  writeFileSync(at(edited), old.replace(/$/, "# One more\r\n"));
  const refused = await terraloom(project.root, "generate");
  expect(refused.stderr).toContain(
    `line-ends: ${files.length} generated files have CRLF line ends`,
  );
  expect(refused.stderr.match(/error hand-edited/g)).toHaveLength(1);
  const changed = (refused.stderr + refused.stdout).match(/^[-+](?![-+]).*$/gm);
  expect(changed).toEqual(["-# One more"]);
  writeFileSync(at(edited), old);
  // What it is made from changes too, and still nobody edited it.
  const spec = at("envs/staging.yaml");
  writeFileSync(spec, readFileSync(spec, "utf8").replace("512", "1024"));
  expect(await terraloom(project.root, "generate")).toMatchObject({ exitCode: 0 });
  expect(await terraloom(project.root, "check")).toMatchObject({ exitCode: 0 });
});
