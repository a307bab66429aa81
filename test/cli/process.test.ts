import { spawnSync } from "node:child_process";
import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { failureText } from "../../src/cli/failure.ts";
import { terraloom } from "../support/screen.ts";
import {
  programFile,
  repository,
  type TemporaryProject,
  temporaryProject,
} from "../support/temporaryProject.ts";

let project: TemporaryProject;
beforeEach(() => {
  project = temporaryProject(join(repository, "test/golden/base"));
});
afterEach(() => project.remove());

/** Runs the program as a process of its own. */
function program(argv: readonly string[]): { status: number | null; text: string } {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [programFile, ...argv, "--root", project.root],
    { cwd: repository, encoding: "utf8" },
  );
  return { status, text: stdout + stderr };
}

describe("the program", () => {
  it("prints its version", () => {
    const { version } = JSON.parse(readFileSync(join(repository, "package.json"), "utf8"));
    for (const option of ["--version", "-v"]) {
      expect(program([option])).toEqual({ status: 0, text: `${version}\n` });
    }
  });

  it("exits 1 when the schema calls process.exit", () => {
    appendFileSync(join(project.root, "schema/index.ts"), "\nprocess.exit(0);\n");
    expect(program(["check"])).toEqual({
      status: 1,
      text: "terraloom: ended before its work was done. Does the schema end the process?\n",
    });
  });

  it("reports a system error in one line, and an internal error with its details", () => {
    const refused = Object.assign(new Error("EACCES: permission denied, open 'a'"), {
      code: "EACCES",
      syscall: "open",
    });
    expect(failureText(refused, "Node")).toBe(
      "error system-refuses: the operating system reports an error: EACCES: permission denied, open 'a'\n",
    );
    const temporary = Object.assign(new Error("ENOENT: mkdtemp"), { syscall: "mkdtemp" });
    expect(failureText(temporary, "Node")).toContain("(TMPDIR): it must exist");
    for (const mistake of [new Error("no"), Object.assign(new Error("no"), { code: "ERR_X" })]) {
      expect(failureText(mistake, "Node")).toContain(
        "error internal-error: internal error: no\n  Please report it",
      );
      expect(failureText(mistake, "Node")).toContain(`${mistake.stack}`);
    }
  });
});

describe("what is sensitive", () => {
  it("is in no diff, even where it changed", async () => {
    const spec = join(project.root, "envs/staging.yaml");
    const schema = join(project.root, "schema/index.ts");
    const declared = readFileSync(schema, "utf8").replace(
      '{ description: "AWS region",',
      '{ description: "AWS region", sensitive: true,',
    );
    writeFileSync(schema, declared);
    const set = (from: string, to: string): void => {
      writeFileSync(spec, readFileSync(spec, "utf8").replace(from, to));
    };
    set("us-east-1", "geheim-eins");
    expect((await terraloom(project.root, "generate")).exitCode).toBe(0);
    set("geheim-eins", "geheim-zwei");
    for (const argv of [["check"], ["generate", "--diff"]]) {
      const { stdout, stderr } = await terraloom(project.root, ...argv);
      expect(stdout).toContain("(sensitive value 2)");
      expect(stdout + stderr).not.toContain("geheim");
    }
  });
});
