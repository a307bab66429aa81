import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { commands } from "../../src/cli/commands.ts";
import { disk } from "../../src/files/disk.ts";
import { walk } from "../../src/model/files.ts";
import { runDirectory } from "../../src/transaction/journal.ts";
import { drawn } from "../support/randomSeed.ts";
import { terraloom } from "../support/screen.ts";
import {
  repository,
  type TemporaryProject,
  temporaryProject,
} from "../support/temporaryProject.ts";
import { withFault } from "./faults.ts";
import {
  readingCommands,
  unneededTemplate,
  type WritingCommand,
  writingCommands,
} from "./writingCommands.ts";

vi.mock("node:fs", async (importOriginal) =>
  (await import("./faults.ts")).faulty(await importOriginal()),
);

/**
 * Every command that writes, killed or out of disk at every step that changes something. By default one step of each,
 * the same every time unless TERRALOOM_SEED says otherwise; with TERRALOOM_SLOW=1 all of them.
 */
const isSlow = process.env.TERRALOOM_SLOW === "1";

let base: TemporaryProject;
let scratch: string;

beforeAll(async () => {
  base = temporaryProject(join(repository, "test/golden/base"));
  writeFileSync(join(base.root, unneededTemplate), "locals {}\n");
  expect((await terraloom(base.root, "generate")).exitCode).toBe(0);
  scratch = mkdtempSync(join(tmpdir(), "terraloom-faults-"));
});
afterAll(() => {
  base.remove();
  rmSync(scratch, { recursive: true, force: true });
});

/** A project in which a command has something to do; made once, then copied. */
async function prepared(command: WritingCommand): Promise<string> {
  const root = mkdtempSync(join(scratch, "prepared-"));
  for (const entry of command.begins ? [] : ["schema", "envs", "templates", "generated"]) {
    cpSync(join(base.root, entry), join(root, entry), { recursive: true });
  }
  copyPackages(base.root, root);
  await command.prepare?.(root);
  return root;
}

/** A copy of a project without what was kept in its cache: a run on a machine that has nothing there takes more steps. */
function copyOf(project: string): string {
  const root = mkdtempSync(join(scratch, "p-"));
  for (const entry of readdirSync(project)) {
    if (entry === "node_modules") copyPackages(project, root);
    else cpSync(join(project, entry), join(root, entry), { recursive: true });
  }
  return root;
}

function copyPackages(from: string, to: string): void {
  cpSync(join(from, "node_modules"), join(to, "node_modules"), {
    recursive: true,
    filter: (path) => !path.includes(".cache"),
    verbatimSymlinks: true,
  });
}

const notOurs = new Set([".git", "node_modules", runDirectory]);

/** Every file, but for a run's own. */
function contents(root: string): Record<string, string> {
  const entries = readdirSync(root).filter((name) => !notOurs.has(name));
  const files = entries.flatMap((name) =>
    disk(root).kind(name) === "file" ? [name] : walk(disk(root), name),
  );
  return Object.fromEntries(files.map((file) => [file, readFileSync(join(root, file), "utf8")]));
}

/** Contents without what is generated. */
function sourcesOf(files: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(files).filter(([file]) => !file.startsWith("generated/")),
  );
}

function leftovers(root: string): string[] {
  const entries = readdirSync(root, { recursive: true, encoding: "utf8" });
  return entries.filter((path) => /terraloom-|\.tmp$/.test(path.replace(/^node_modules.*/, "")));
}

/** Steps to try: all, or one. */
function chosen(name: string, steps: number): readonly number[] {
  if (isSlow) return Array.from({ length: steps }, (_, index) => index);
  return [drawn(name, steps)];
}

test("every command that writes into a project is tested here", () => {
  const tried = new Set(Object.values(writingCommands).map(({ argv }) => argv.join(" ")));
  const untried = commands.filter(
    ({ name }) => ![...tried].some((line) => line === name || line.startsWith(`${name} `)),
  );
  expect(
    untried.map(({ name }) => name).sort(),
    "test/transaction/writingCommands.ts has each command: in readingCommands if it writes into no project",
  ).toEqual([...readingCommands].sort());
});

test.each(Object.entries(writingCommands))("%s", { timeout: 3_600_000 }, async (name, command) => {
  const { argv } = command;
  const project = await prepared(command);
  const before = contents(project);
  const whole = copyOf(project);
  const { steps } = await withFault(undefined, 0, async () => {
    expect(await terraloom(whole, ...argv)).toMatchObject({ exitCode: 0 });
  });
  const after = contents(whole);
  expect(after).not.toEqual(before);
  for (const fault of ["kill", "disk full"] as const) {
    const outcomes = { unchanged: 0, done: 0 };
    for (const at of chosen(`${name} ${fault}`, steps)) {
      const told = `${name}: ${fault} at step ${at} of ${steps}`;
      const root = copyOf(project);
      await withFault(fault, at, () => terraloom(root, ...argv));
      // A disk that was full: nothing was written, or all of it, where only a cache found no room.
      const stopped = contents(root);
      if (fault === "disk full" && leftovers(root).length === 0) {
        expect([before, after], told).toContainEqual(stopped);
      }
      const next = await terraloom(root, ...(command.again ? argv : ["generate"]));
      // What is done to its end would be refused.
      const isOver = command.again && JSON.stringify(stopped) === JSON.stringify(after);
      if (!isOver) expect(next, told).toMatchObject({ exitCode: 0 });
      const now = contents(root);
      if (command.again) expect(now, told).toEqual(after);
      else expect([sourcesOf(before), sourcesOf(after)], told).toContainEqual(sourcesOf(now));
      expect(leftovers(root), told).toEqual([]);
      if (name !== "eject") {
        expect(await terraloom(root, "check"), told).toMatchObject({ exitCode: 0 });
      }
      const isDone = JSON.stringify(sourcesOf(now)) === JSON.stringify(sourcesOf(after));
      outcomes[isDone ? "done" : "unchanged"]++;
      rmSync(root, { recursive: true });
    }
    if (isSlow) process.stderr.write(`${name}, ${fault}: ${JSON.stringify(outcomes)}\n`);
  }
});
