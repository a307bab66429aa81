import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startLanguageServer } from "./editors/languageServer.ts";
import { installPackage } from "./support/installed.ts";
import { pseudoTerminalAvailable } from "./support/programs.ts";
import { startTerraloom } from "./support/running.ts";
import { repository } from "./support/temporaryProject.ts";
import { inTerminal, keys } from "./support/terminal.ts";

/** A project that has installed what is published. */
const folder = mkdtempSync(join(tmpdir(), "terraloom-package-"));
const installed = join(folder, "node_modules/terraloom");
const packageJson = JSON.parse(readFileSync(join(repository, "package.json"), "utf8"));
let tarball: Buffer;

beforeAll(() => {
  tarball = readFileSync(installPackage(folder).tarball);
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }\n');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the package, as it is published", () => {
  it("passes publint", async () => {
    const { messages, pkg } = await publint({ pkgDir: installed, strict: true });
    expect(messages.map((message) => formatMessage(message, pkg))).toEqual([]);
  });

  it("has types under every module resolution", async () => {
    const analysis = await checkPackage(createPackageFromTarballData(new Uint8Array(tarball)));
    const problems = "problems" in analysis ? analysis.problems : ["there are no types"];
    // Node 10 reads no `exports`, and node16 in a CommonJS file cannot require a module: neither is supported.
    const unsupported = (problem: object): boolean =>
      ("resolutionKind" in problem &&
        ["node10", "node16-cjs"].includes(String(problem.resolutionKind))) ||
      ("kind" in problem && problem.kind === "CJSResolvesToESM");
    expect(problems.filter((problem) => !unsupported(problem as object))).toEqual([]);
  });

  it.each([
    ["nodenext", "nodenext"],
    ["node16", "node16"],
    ["esnext", "bundler"],
  ])("compiles in a project of its own with --module %s --moduleResolution %s", (module, how) => {
    writeFileSync(
      join(folder, "schema.ts"),
      `import { check, defineProject, defineStack, loadProject, variable } from "terraloom";
import * as z from "zod";
const region = variable(z.string(), { description: "Region", modules: ["app"] });
export default defineProject({ stacks: { app: defineStack({ variables: { region } }) } });
export const current: Promise<boolean> = loadProject("/").then(async (project) => (await check(project)).current);
`,
    );
    const options = ["--noEmit", "--target", "es2022", "--module", module];
    const { stdout } = spawnSync(
      process.execPath,
      [
        join(repository, "node_modules/typescript/bin/tsc"),
        ...options,
        "--moduleResolution",
        how,
        "schema.ts",
      ],
      { cwd: folder, encoding: "utf8" },
    );
    expect(stdout).toBe("");
  });

  const runNode = (...words: readonly string[]) =>
    spawnSync(process.execPath, words, { cwd: folder, encoding: "utf8" });
  const run = (...words: readonly string[]) =>
    runNode(join(installed, packageJson.bin.terraloom), ...words);
  const expectVersion = (root = installed, options: readonly string[] = []): void => {
    const program = join(root, packageJson.bin.terraloom);
    const { status, stdout, stderr } = runNode(...options, program, "--version");
    expect([status, stdout, stderr]).toEqual([0, `${packageJson.version}\n`, ""]);
  };

  it("runs, and from its own bytecode the next time, unless that is damaged", () => {
    const cache = join(folder, "node_modules/.cache/terraloom");
    expect(run("--versoin").status).toBe(1);
    expect(existsSync(cache)).toBe(false);
    expectVersion();
    const [name = ""] = readdirSync(cache);
    const path = join(cache, name);
    const expectKept = (): void => {
      const before = readFileSync(path);
      expectVersion();
      expect(readdirSync(cache)).toEqual([name]);
      expect(readFileSync(path).equals(before)).toBe(true);
    };
    expectKept();
    const kept = readFileSync(path);
    const middle = kept.length >> 1;
    const flipped = Buffer.from(kept);
    flipped[middle] = 255 - (kept[middle] ?? 0);
    for (const damaged of [flipped, kept.subarray(0, middle), Buffer.from("{}")]) {
      writeFileSync(path, damaged);
      expectVersion();
      expect(readFileSync(path).equals(damaged)).toBe(false);
      expectKept();
    }
    rmSync(cache, { recursive: true });
  });

  it("runs where bytecode cannot be kept, and leaves nothing behind", () => {
    const cache = join(folder, "node_modules/.cache/terraloom");
    writeFileSync(cache, "no folder");
    expectVersion();
    rmSync(cache);
    // Yarn's file system inside of an archive refuses with plain errors.
    for (const refused of ["mkdirSync", "accessSync", "writeFileSync", "renameSync"]) {
      const refusal = join(folder, "refusal.cjs");
      writeFileSync(
        refusal,
        `require("fs").${refused} = () => { throw new Error("EROFS: read-only filesystem") };`,
      );
      expectVersion(installed, ["--require", refusal]);
      expect(existsSync(cache) ? readdirSync(cache) : []).toEqual([]);
    }
  });

  it("keeps no bytecode without a node_modules", () => {
    const copy = mkdtempSync(join(tmpdir(), "terraloom-copy-"));
    execFileSync("cp", ["-r", installed, copy]);
    const files = (): string[] => readdirSync(copy, { recursive: true, encoding: "utf8" });
    const before = files();
    expectVersion(join(copy, "terraloom"));
    expect(files()).toEqual(before);
    expect(existsSync("/node_modules")).toBe(false);
    rmSync(copy, { recursive: true });
  });

  // Packages that are part of the program are not there (`installPackage`).
  describe("with the packages alone that it depends on,", () => {
    const program = join(installed, packageJson.bin.terraloom);
    const project = join(folder, "project");
    const expectOutput = (words: readonly string[], text: string): void => {
      const { status, stdout, stderr } = run(...words);
      expect([status, stdout + stderr]).toEqual([0, expect.stringContaining(text)]);
    };
    beforeAll(() => {
      const stack = ["--stack", "app", "--backend", "local"];
      const environments = ["--environment", "staging", "--environment", "production"];
      const words = ["init", ...stack, ...environments, "--root", project];
      expectOutput(words, "created envs/staging.yaml");
    });

    it("generates, and keeps the schema's bytecode, which may be damaged", () => {
      expectOutput(["generate", "--root", project], "2 environments");
      const cache = join(folder, "node_modules/.cache/terraloom");
      const kept = readdirSync(cache).filter((name) => /^schema-.*\.bytecode$/.test(name));
      expect(kept).toHaveLength(1);
      const bytecode = readFileSync(join(cache, `${kept}`));
      writeFileSync(join(cache, `${kept}`), "damaged");
      expectOutput(["check", "--root", project], "");

      // V8 takes the bytecode of any script of the same length.
      const schema = join(project, "schema/index.ts");
      const text = readFileSync(schema, "utf8");
      writeFileSync(schema, text.replace(".min(1)", ".min(9)"));
      expect(run("check", "--root", project).status).toBe(1);
      const other = readdirSync(cache).find(
        (name) => /^schema-.*\.cjs$/.test(name) && !`${kept}`.startsWith(name),
      );
      const ending = `${kept}`.slice(`${kept}`.indexOf(".cjs") + ".cjs".length);
      writeFileSync(join(cache, `${other}${ending}`), bytecode);
      expect(run("check", "--root", project).status).toBe(1);
      writeFileSync(schema, text);
    });

    it("reports drift, and completes words", () => {
      expectOutput(["drift-report", "--root", project], "staging");
      expectOutput(["complete", "--", "drift-r"], "drift-report");
    });

    it("is imported as a library", () => {
      const code = `import { check, loadProject } from "terraloom";
        console.log((await check(await loadProject("project"))).current);`;
      const { stdout, stderr } = runNode("--input-type=module", "--eval", code);
      expect([stdout, stderr]).toEqual(["true\n", ""]);
    });

    it("watches", async () => {
      const running = startTerraloom(project, ["generate", "--watch"], {}, program);
      await running.printed("Ctrl-C ends it.\n");
      writeFileSync(join(project, "templates/note.md"), "A note\n");
      await running.printed("1 created");
      running.kill("SIGTERM");
      expect(await running.ended).toEqual({ status: 0, signal: null });
    });

    it("serves an editor", async () => {
      const server = await startLanguageServer(project, [program, "language-server"]);
      const { marks } = await server.open("templates/wrong.hbs", "{{values.unknown}}\n");
      expect(marks).toHaveLength(1);
      expect(await server.close()).toEqual({ exitCode: 0 });
    });

    it.skipIf(!pseudoTerminalAvailable)("asks in a terminal, and edits the schema", async () => {
      const turns = [
        ["Name of the variable", `retries${keys.enter}`],
        ["Describe it in one sentence", `How often jobs try again${keys.enter}`],
        ["may environments differ in it?", keys.enter],
      ] as const;
      const words = ["add", "variable", "--type", "int", "--value", "3"];
      const { screen, status } = await inTerminal(project, words, turns, program);
      expect(screen).toContain("Added retries");
      expect(status).toBe(0);
    });
  });

  it("names the license of every package that it is made of", () => {
    const licenses = readFileSync(join(installed, "dist/licenses.txt"), "utf8");
    expect(licenses).toContain("@bomb.sh/tab\n\nMIT\n\nCopyright (c) Bombshell Authors");
    expect(licenses).toContain("\nyaml\n\nCopyright Eemeli Aro");
    expect(licenses).not.toContain("undefined");
  });
});
