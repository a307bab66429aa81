import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { disk } from "../../src/files/disk.ts";
import { commitOf } from "../../src/git/commit.ts";
import { filesAt } from "../../src/git/filesAt.ts";
import { projectAt } from "../../src/git/projectAt.ts";
import { type Files, walk } from "../../src/model/files.ts";
import type { Failure } from "../../src/model/result.ts";
import { expectValue } from "../support/expectValue.ts";
import { terraloom } from "../support/screen.ts";
import { repository } from "../support/temporaryProject.ts";
import { goldenFolder } from "./golden.ts";

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "terraloom-git-"));
  git("init", "--quiet", "--initial-branch=main");
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

function git(...parameters: string[]): string {
  const identity = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org"];
  const { status, stdout, stderr } = spawnSync("git", [...identity, ...parameters], { cwd: root });
  if (status !== 0) throw new Error(stderr.toString());
  return stdout.toString().trim();
}

function commitAll(): string {
  git("add", "--all", "--force");
  git("commit", "--quiet", "--message=change");
  return git("rev-parse", "HEAD");
}

function filesOf(commit: string, folder = root): Files {
  return expectValue(filesAt(folder, commit));
}

describe("files at a commit", () => {
  const contents = {
    "a.txt": "one\n",
    "empty.txt": "",
    "deep/er/b.txt": "two",
    "deep/ä b\n.txt": "odd name",
    "binary.bin": Buffer.from([0, 10, 255, 10]),
  };

  function write(): void {
    for (const [path, content] of Object.entries(contents)) {
      mkdirSync(join(root, path, ".."), { recursive: true });
      writeFileSync(join(root, path), content);
    }
  }

  test("are those of the commit, whatever is on disk now", () => {
    write();
    chmodSync(join(root, "a.txt"), 0o755);
    const commit = commitAll();
    const onDisk = disk(root);
    const expected = walk(onDisk, "").filter((path) => !path.startsWith(".git/"));
    const bytes = expected.map((path) => [
      path,
      Buffer.from(onDisk.read(path) ?? []).toString("hex"),
    ]);
    for (const path of expected) rmSync(join(root, path));
    writeFileSync(join(root, "new.txt"), "new");
    const files = filesOf(commit);
    expect(walk(files, "")).toEqual(expected);
    expect(
      expected.map((path) => [path, Buffer.from(files.read(path) ?? []).toString("hex")]),
    ).toEqual(bytes);
    expect(files.list("deep").map(({ name, kind }) => [name, kind])).toEqual([
      ["er", "directory"],
      ["ä b\n.txt", "file"],
    ]);
    expect(["", "deep", "a.txt", "none"].map((path) => files.kind(path))).toEqual([
      "directory",
      "directory",
      "file",
      undefined,
    ]);
    expect(files.read("none")).toBeUndefined();
    expect(files.read("deep")).toBeUndefined();
    expect(files.list("none")).toEqual([]);
  });

  test("cannot be read where the repository lacks one of them", () => {
    write();
    const commit = commitAll();
    const object = git("rev-parse", `${commit}:a.txt`);
    rmSync(join(root, ".git/objects", object.slice(0, 2), object.slice(2)));
    const { problems } = filesAt(root, commit) as Failure;
    expect(problems[0]?.args).toEqual({
      said: `the repository is damaged, it lacks object ${object}`,
      isRun: true,
    });
  });

  test("are those below the folder, links are not followed", () => {
    write();
    symlinkSync("er", join(root, "deep", "link"));
    const files = filesOf(commitAll(), join(root, "deep"));
    expect(walk(files, "")).toEqual(["er/b.txt", "ä b\n.txt"]);
    expect(files.kind("link")).toBe("link");
    expect(files.read("link")).toBeUndefined();
  });

  test("a revision resolves to a commit, or to the reason why not", () => {
    write();
    const commit = commitAll();
    git("tag", "--annotate", "--message=x", "v1");
    for (const name of ["main", "HEAD", "v1", commit.slice(0, 8)]) {
      expect(expectValue(commitOf(root, name))).toBe(commit);
    }
    for (const name of ["none", "--all", "HEAD~5", "HEAD:a.txt", ""]) {
      expect(commitOf(root, name).ok).toBe(false);
    }
    expect(commitOf(tmpdir(), "main").ok).toBe(false);
  });
});

describe("drift-report --since", () => {
  const golden = join(goldenFolder, "renamed");

  /** The golden project as it was, committed, and as it is, in the work tree. */
  function writeProject(folder = root): string {
    for (const [source, commits] of [
      ["before", true],
      [".", false],
    ] as const) {
      for (const entry of ["schema", "envs", "templates"]) {
        rmSync(join(folder, entry), { recursive: true, force: true });
        cpSync(join(golden, source, entry), join(folder, entry), { recursive: true });
      }
      mkdirSync(join(folder, "node_modules"), { recursive: true });
      if (commits) commitAll();
    }
    symlinkSync(join(repository, "node_modules", "zod"), join(folder, "node_modules", "zod"));
    return git("rev-parse", "HEAD");
  }

  /** Everything in the folder, git's own files too. */
  function fingerprint(): string {
    const hash = createHash("sha256");
    const read = (folder: string): void => {
      for (const entry of readdirSync(folder, { withFileTypes: true })) {
        const path = join(folder, entry.name);
        if (entry.name === ".cache") continue;
        hash.update(`${path}\n`);
        if (entry.isDirectory()) read(path);
        else if (entry.isFile()) hash.update(readFileSync(path));
      }
    };
    read(root);
    return hash.digest("hex");
  }

  const temporaries = (): string[] =>
    readdirSync(tmpdir()).filter((name) => /^terraloom-[A-Za-z0-9]{6}$/.test(name));

  test("says what changed, and leaves work tree, index and temporary folder as they were", async () => {
    const commit = writeProject();
    git("add", "envs/staging.yaml");
    const before = fingerprint();
    const left = temporaries();
    const { exitCode, stdout, stderr } = await terraloom(root, "drift-report", "--since", "main");
    expect(exitCode).toBe(2);
    const expected = readFileSync(join(golden, "expected", "report.txt"), "utf8");
    const since = (text: string): string => text.slice(text.indexOf("\n"), text.indexOf("\n\n"));
    expect(since(stdout)).toBe(since(expected));
    expect(stdout).toContain(`Since main (${commit.slice(0, 12)})`);
    expect(stderr).toBe("");
    expect(fingerprint()).toBe(before);
    expect(temporaries().filter((name) => !left.includes(name))).toEqual([]);
  });

  test("reads a project in a folder of its repository", async () => {
    const folder = join(root, "infrastructure");
    mkdirSync(folder);
    writeProject(folder);
    const { stdout } = await terraloom(folder, "drift-report", "--since", "HEAD");
    expect(stdout).toContain("DATABASE_CLASS: renamed from DB_CLASS");
  });

  test("leaves out an environment that was broken at that revision", async () => {
    writeProject();
    const spec = join(root, "envs", "staging.yaml");
    const good = readFileSync(spec, "utf8");
    writeFileSync(spec, good.replace("core_memory: 2048", "core_memory: many"));
    const broken = commitAll();
    writeFileSync(spec, good);
    const { exitCode, stdout } = await terraloom(root, "drift-report", "--since", broken);
    expect(exitCode).toBe(2);
    expect(stdout.slice(0, stdout.indexOf("\n\n")).split("\n").slice(1)).toEqual([
      "  Nothing that is compared has changed.",
      "  The revision itself had 1 problem: what that concerns is not compared.",
    ]);
  });

  test.each([
    [
      "nope",
      'error commit-unknown: "nope" names no commit in this clone\n  Name a branch, a tag, a hash or HEAD~1.\n\n1 error\n',
    ],
    [
      "--output=x",
      'error commit-unknown: "--output=x" names no commit in this clone\n  Name a branch, a tag, a hash or HEAD~1.\n\n1 error\n',
    ],
  ])("%s is refused", async (revision, words) => {
    writeProject();
    const screen = await terraloom(root, "drift-report", `--since=${revision}`);
    expect(screen).toEqual({ exitCode: 1, stdout: "", stderr: words });
  });

  test("a commit without a project is an empty one with a problem", async () => {
    writeFileSync(join(root, "README"), "empty\n");
    const first = commitAll();
    const at = expectValue(await projectAt(root, first));
    expect(at).toMatchObject({ commit: first, project: { environments: [] } });
    expect(at.project.problems.map(({ code }) => code)).toContain("schema-missing");
  });
});
