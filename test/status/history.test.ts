import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readHistory, uncommittedFiles } from "../../src/git/history.ts";
import { mainBranch } from "../../src/git/mainBranch.ts";
import { emptyManifest, printManifest } from "../../src/manifest/manifest.ts";
import type { History } from "../../src/model/history.ts";
import { findCommit } from "../../src/status/findCommit.ts";
import { sha256 } from "../../src/text/sha256.ts";
import { expectValue } from "../support/expectValue.ts";
import { fingerprint, gitIn } from "./world.ts";

let root: string;
let clock: number;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "terraloom-history-"));
  clock = Date.parse("2026-11-01T12:00:00Z");
  git("init", "--quiet", "--initial-branch=main");
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

/** Each command a minute after the last. */
function git(...parameters: readonly string[]): string {
  clock += 60_000;
  return gitIn(root, new Date(clock).toISOString())(...parameters);
}

const digestOf = (code: string): string => `sha256:${sha256(code)}`;

function write(code: string, folder = root): void {
  mkdirSync(join(folder, "generated"), { recursive: true });
  const digests = new Map([["staging", digestOf(code)]]);
  writeFileSync(
    join(folder, "generated/manifest.json"),
    printManifest([["environments/staging/main.tf", sha256(code)]], { ...emptyManifest, digests }),
  );
}

/** Commits code for staging. */
function commit(code: string, message = code, folder = root): string {
  write(code, folder);
  git("add", "--all");
  git("commit", "--quiet", "--allow-empty", `--message=${message}`);
  return git("rev-parse", "HEAD");
}

function historyOf(folder = root): History {
  return expectValue(readHistory(folder, "all"));
}

/** Where code is found, in subjects: "behind one: three two". */
function find(code: string, folder = root): string {
  const found = findCommit(historyOf(folder), "staging", digestOf(code));
  if (!found) return "nowhere";
  const commits = found.kind === "ahead" ? found.beyond : found.missing;
  const on = found.kind !== "behind" && found.refs.length > 0 ? ` on ${found.refs.join(" ")}` : "";
  const names = commits.map(({ subject }) => subject).join(" ");
  return `${found.kind} ${found.applied.subject}${on}: ${names}`;
}

describe("code in a real history", () => {
  test("linear, with its commits' names", () => {
    const hash = commit("one");
    commit("two");
    commit("two", "docs");
    commit("three");
    expect(find("one")).toBe("behind one: three two");
    expect(find("two")).toBe("behind docs: three");
    expect(find("none")).toBe("nowhere");
    const { commits, head, shallow } = historyOf();
    expect(commits.get(hash)).toEqual({ hash, parents: [], date: "2026-11-01", subject: "one" });
    expect([...commits.keys()][0]).toBe(head);
    expect(shallow).toBe(false);
  });

  test("a merge, a squash and a revert", () => {
    commit("one");
    git("checkout", "--quiet", "-b", "feature");
    commit("part");
    commit("whole");
    git("checkout", "--quiet", "main");
    git("merge", "--quiet", "--no-ff", "--message=merge", "feature");
    expect(find("one")).toBe("behind one: merge");
    expect(find("part")).toBe("behind part: merge");
    git("checkout", "--quiet", "-b", "second");
    commit("squashed away");
    commit("squashed");
    git("checkout", "--quiet", "main");
    git("merge", "--quiet", "--squash", "second");
    git("commit", "--quiet", "--message=squash");
    expect(find("whole")).toBe("behind merge: squash");
    expect(find("squashed away")).toBe("off squashed away on second: squash");
    git("branch", "--delete", "--force", "--quiet", "second");
    expect(find("squashed away")).toBe("off squashed away: squash");
    expect(find("squashed")).toBe("behind squash: ");
    git("revert", "--no-edit", "HEAD");
    expect(find("whole")).toBe('behind Revert "squash": ');
    expect(find("squashed")).toBe('behind squash: Revert "squash"');
  });

  test("on a branch alone, in a worktree that stands before or beside it", () => {
    commit("one");
    commit("two");
    git("tag", "--annotate", "--message=x", "v2");
    git("checkout", "--quiet", "--detach", "HEAD~1");
    expect(find("two")).toBe("ahead two on main v2: two");
    git("checkout", "--quiet", "-b", "hotfix");
    commit("emergency");
    git("checkout", "--quiet", "main");
    expect(find("emergency")).toBe("off emergency on hotfix: two");
  });

  test("rewritten: the same content is found anew, other content in the reflog only", () => {
    commit("one");
    commit("two");
    git("commit", "--quiet", "--amend", "--message=better words");
    commit("three");
    expect(find("two")).toBe("behind better words: three");
    git("reset", "--quiet", "--hard", "HEAD~1");
    commit("four");
    expect(find("three")).toBe("off three: four");
    git("reflog", "expire", "--expire=now", "--all");
    expect(find("three")).toBe("nowhere");
  });

  test("stashed work has the stash's name", () => {
    commit("one");
    write("stashed");
    git("stash", "--quiet");
    const stash = `WIP on main: ${git("rev-parse", "--short=7", "HEAD")} one`;
    expect(find("stashed")).toBe(`ahead ${stash} on stash: ${stash}`);
  });

  test("of a project in a folder of its repository", () => {
    const folder = join(root, "infra structure/terraform");
    mkdirSync(folder, { recursive: true });
    commit("one", "one", folder);
    commit("two", "two", folder);
    expect(find("one", folder)).toBe("behind one: two");
    write("three", folder);
    writeFileSync(join(folder, "generated/new file"), "");
    writeFileSync(join(root, "elsewhere"), "");
    expect(uncommittedFiles(folder, "generated")).toEqual([
      "generated/manifest.json",
      "generated/new file",
    ]);
    rmSync(join(folder, "generated/manifest.json"));
    expect(uncommittedFiles(folder, "generated")).toContain("generated/manifest.json");
  });

  test("in a shallow clone there is only its edge, and it says so", () => {
    for (const code of ["one", "two", "three"]) commit(code);
    const clone = mkdtempSync(join(tmpdir(), "terraloom-clone-"));
    git("clone", "--quiet", "--depth=2", `file://${root}`, clone);
    expect(historyOf(clone)).toMatchObject({ shallow: true });
    expect(find("two", clone)).toBe("behind two: three");
    expect(find("one", clone)).toBe("nowhere");
    expect(historyOf(clone).refs.map(({ name }) => name)).toEqual(["main", "origin/main"]);
    rmSync(clone, { recursive: true });
  });

  test("a manifest with conflict marks, or without digests, or none at all", () => {
    writeFileSync(join(root, "README"), "");
    git("add", "--all");
    git("commit", "--quiet", "--message=no manifest");
    mkdirSync(join(root, "generated"));
    const line = `    "staging": "${digestOf("mine")}"\n`;
    writeFileSync(
      join(root, "generated/manifest.json"),
      `{\n  "environments": {\n<<<<<<< HEAD\n${line}=======\n>>>>>>> other\n  }\n`,
    );
    git("add", "--all");
    git("commit", "--quiet", "--message=conflict");
    writeFileSync(join(root, "generated/manifest.json"), "not JSON");
    git("add", "--all");
    git("commit", "--quiet", "--message=broken");
    expect(find("mine")).toBe("behind conflict: broken");
  });

  test("a message cannot move the cursor", () => {
    commit("one", "\u001b[31mred\u001b[0m");
    expect([...historyOf().commits.values()].map(({ subject }) => subject)).toEqual([
      " [31mred [0m",
    ]);
  });
});

describe("without a history", () => {
  test("nothing is committed yet", () => {
    expect(historyOf()).toEqual({
      commits: new Map(),
      refs: [],
      digests: new Map(),
      held: new Map(),
      shallow: false,
    });
    expect(expectValue(readHistory(root, "head"))).not.toHaveProperty("head");
  });

  test("there is no repository", () => {
    const folder = mkdtempSync(join(tmpdir(), "terraloom-none-"));
    expect(readHistory(folder, "head")).toEqual({
      ok: false,
      problems: [expect.stringContaining("not a git repository")],
    });
    rmSync(folder, { recursive: true });
  });
});

test("HEAD alone is read without the rest", () => {
  commit("one");
  const head = commit("two");
  const history = expectValue(readHistory(root, "head"));
  expect(history).toMatchObject({ head, refs: [] });
  expect([...history.commits.keys()]).toEqual([head]);
});

test("reading writes nothing, not even git's index", () => {
  commit("one");
  write("two");
  const before = fingerprint(root);
  readHistory(root, "all");
  uncommittedFiles(root, "generated");
  expect(fingerprint(root)).toEqual(before);
});

test("thousands of commits are read by few processes", () => {
  const manifest = (index: number): string =>
    printManifest([], {
      ...emptyManifest,
      digests: new Map([["staging", digestOf(String(index))]]),
    });
  const commits = Array.from({ length: 3_000 }, (_, index) => {
    const text = manifest(index);
    return `commit refs/heads/main\ncommitter A <a@example.org> ${1_700_000_000 + index} +0000\ndata 1\nx\nM 100644 inline generated/manifest.json\ndata ${Buffer.byteLength(text)}\n${text}\n`;
  });
  spawnSync("git", ["fast-import", "--quiet"], { cwd: root, input: commits.join("") });
  const found = findCommit(historyOf(), "staging", digestOf("17"));
  expect(found?.kind === "behind" ? found.missing.length : 0).toBe(2_982);
});

describe("the main branch", () => {
  test("is main or master, and has HEAD or not", () => {
    expect(mainBranch(root)).toBeUndefined();
    commit("A");
    expect(mainBranch(root)).toEqual({ name: "main", hasHead: true });
    git("checkout", "--quiet", "-b", "hotfix");
    expect(mainBranch(root)).toEqual({ name: "main", hasHead: true });
    commit("B");
    expect(mainBranch(root)).toEqual({ name: "main", hasHead: false });
    git("branch", "--quiet", "--move", "main", "master");
    expect(mainBranch(root)).toEqual({ name: "master", hasHead: false });
    git("branch", "--quiet", "--delete", "--force", "master");
    expect(mainBranch(root)).toBeUndefined();
  });

  test("is what the remote says, and its branch counts as well as ours", () => {
    commit("A");
    git("branch", "--quiet", "--move", "trunk");
    const clone = mkdtempSync(join(tmpdir(), "terraloom-clone-"));
    try {
      gitIn(clone)("clone", "--quiet", root, ".");
      expect(mainBranch(clone)).toEqual({ name: "trunk", hasHead: true });
      const hash = commit("B");
      gitIn(clone)("fetch", "--quiet");
      gitIn(clone)("checkout", "--quiet", "--detach", hash);
      expect(mainBranch(clone)).toEqual({ name: "trunk", hasHead: true });
      gitIn(clone)("commit", "--quiet", "--allow-empty", "--message=C");
      expect(mainBranch(clone)).toEqual({ name: "trunk", hasHead: false });
      gitIn(clone)("checkout", "--quiet", "trunk");
      gitIn(clone)("commit", "--quiet", "--allow-empty", "--message=D");
      expect(mainBranch(clone)).toEqual({ name: "trunk", hasHead: true });
      gitIn(clone)("remote", "set-head", "origin", "--delete");
      expect(mainBranch(clone)).toEqual({ hasHead: false });
      gitIn(clone)("remote", "rename", "origin", "upstream");
      gitIn(clone)("remote", "set-head", "upstream", "--auto");
      expect(mainBranch(clone)).toEqual({ name: "trunk", hasHead: true });
    } finally {
      rmSync(clone, { recursive: true, force: true });
    }
  });
});
