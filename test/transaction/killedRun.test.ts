import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { sha256 } from "../../src/text/sha256.ts";
import {
  committedFile,
  newToken,
  runDirectory,
  temporaryPath,
} from "../../src/transaction/journal.ts";
import { terraloom } from "../support/screen.ts";
import { repository, temporaryProject } from "../support/temporaryProject.ts";

test("messages after a run that was killed while it replaced files", async () => {
  const project = temporaryProject(join(repository, "test/golden/base"));
  try {
    expect(await terraloom(project.root, "generate")).toMatchObject({ exitCode: 0 });
    const [spec, other] = ["envs/staging.yaml", "envs/production.yaml"];
    const before = readFileSync(join(project.root, spec), "utf8");
    const after = `${before}# One line more.\n`;
    const token = newToken();
    const changes = [
      { path: spec, before: sha256(before), after: sha256(after) },
      { path: other, before: sha256("what it was"), after: sha256("what it was to be") },
    ];
    mkdirSync(join(project.root, runDirectory));
    writeFileSync(join(project.root, temporaryPath(token, 0, spec)), after);
    writeFileSync(
      join(project.root, committedFile),
      JSON.stringify({ token, folders: [], changes }),
    );

    const check = await terraloom(project.root, "check");
    expect(check.exitCode).toBe(1);
    expect(check.stderr).toContain(
      "error run-unfinished: a run was killed while it replaced files, or is still replacing them",
    );
    const generate = await terraloom(project.root, "generate");
    expect(generate.exitCode).toBe(0);
    expect(generate.stderr).toContain(
      `warning run-completed: a run that was killed was completed: ${spec}\n  Changed since, and left as they are: ${other}\n`,
    );
    expect(readFileSync(join(project.root, spec), "utf8")).toBe(after);
  } finally {
    project.remove();
  }
});

test("a killed init is completed by the next one, which lists what it finds", async () => {
  const root = mkdtempSync(join(tmpdir(), "terraloom-test-"));
  try {
    const [path, text] = ["schema/index.ts", "// The schema.\n"];
    const token = newToken();
    const changes = [{ path, before: null, after: sha256(text) }];
    mkdirSync(join(root, runDirectory));
    mkdirSync(join(root, "schema"));
    writeFileSync(join(root, temporaryPath(token, 0, path)), text);
    writeFileSync(
      join(root, committedFile),
      JSON.stringify({ token, folders: ["schema"], changes }),
    );
    const { exitCode, stderr } = await terraloom(root, "init");
    expect({ exitCode, stderr }).toEqual({
      exitCode: 0,
      stderr: `warning run-completed: a run that was killed was completed: ${path}

1 warning
The project is created. Check it: npx terraloom check
`,
    });
    expect(readFileSync(join(root, path), "utf8")).toBe(text);
  } finally {
    rmSync(root, { recursive: true });
  }
});
