import { spawnSync } from "node:child_process";
import { cpSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { disk } from "../../src/files/disk.ts";
import { walk } from "../../src/model/files.ts";
import { generateUnparsed } from "../edit/generateUnparsed.ts";
import { screenText, terraloom } from "../support/screen.ts";
import { repository, temporaryProject } from "../support/temporaryProject.ts";

/** The day of all golden commands. */
export const today = "2026-11-22";

export const golden: string = join(repository, "test/golden");

/** How a commit is called in expected files: its hash follows from more than is tested. */
const revisionName = "1a2b3c4";

/**
 * Runs a golden folder. It lays `past/` over test/golden/base and commits that, where there is such a folder;
 * lays `before/` over it; generates; runs the words of `command` (an argument a line, an empty line between
 * commands), and says what a person then sees (expected.txt) and what became of schema, specs and templates:
 * `after/` holds the files that are no longer as they were, and no other. `-u` writes them anew.
 */
export async function runGolden(folder: string): Promise<void> {
  const project = temporaryProject(join(golden, "base"));
  const lay = (part: string): void => {
    const from = join(folder, part);
    if (existsSync(from)) cpSync(from, project.root, { recursive: true });
  };
  try {
    const hasPast = existsSync(join(folder, "past"));
    lay("past");
    const revision = hasPast ? commitAll(project.root).slice(0, 7) : revisionName;
    lay("before");
    await generateUnparsed(project.root);
    const before = filesOf(project.root);
    const told = (text: string): string => text.replaceAll(revision, revisionName);
    const text = readFileSync(join(folder, "command"), "utf8").trimEnd();
    const screens: string[] = [];
    const commands = text.split("\n\n").map((lines) => lines.split("\n"));
    let writes = false;
    for (const command of commands) {
      const screen = await terraloom(project.root, ...command);
      const stdout = withoutGenerated(screen.stdout);
      screens.push(told(screenText({ ...screen, stdout })));
      writes ||= screen.exitCode === 0 && !command.includes("--dry-run");
    }
    await expect(screens.join("\n")).toMatchFileSnapshot(join(folder, "expected.txt"));
    const after = filesOf(project.root);
    const sources = Object.keys(after).filter(
      (path) => after[path] !== before[path] && !path.startsWith("generated/"),
    );
    for (const path of sources) {
      await expect(told(after[path] ?? "")).toMatchFileSnapshot(join(folder, "after", path));
    }
    expect(sources).toEqual(walk(disk(folder), "after").map((path) => path.slice("after/".length)));
    if (!writes) expect(after).toEqual(before);
  } finally {
    project.remove();
  }
}

/** Commits schema, specs and templates in a new repository. */
export function commitAll(root: string): string {
  if (!existsSync(join(root, ".git"))) git(root, "init", "--quiet", "--initial-branch=main");
  git(root, "add", "--all", "--force", "envs", "schema", "templates");
  git(root, "commit", "--quiet", "--message=change");
  return git(root, "rev-parse", "HEAD");
}

/** Runs git in a folder, as somebody. */
export function git(root: string, ...parameters: readonly string[]): string {
  const identity = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org"];
  const { status, stdout, stderr } = spawnSync("git", [...identity, ...parameters], { cwd: root });
  if (status !== 0) throw new Error(stderr.toString());
  return stdout.toString().trim();
}

/** A diff in which each generated file is a line: what becomes of them is tested elsewhere. */
function withoutGenerated(diff: string): string {
  return diff.replace(
    /^--- \S+\n\+\+\+ \S+\n(?:[-+ @\\].*\n)*?(?=^--- |(?![\s\S]))/gm,
    (one) => /^(?:---|\+\+\+) [ab]\/(generated\/\S+)/m.exec(one)?.[1]?.replace(/$/, "\n") ?? one,
  );
}

/** Everything in the project but what is installed, by path. */
export function filesOf(root: string): Record<string, string> {
  const files = disk(root);
  const paths = ["envs", "generated", "schema", "templates"].flatMap((entry) => walk(files, entry));
  return Object.fromEntries(paths.map((path) => [path, readFileSync(join(root, path), "utf8")]));
}
