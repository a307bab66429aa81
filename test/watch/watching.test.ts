import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { watchGenerate } from "../../src/cli/watching.ts";
import { takeLock } from "../../src/transaction/lock.ts";
import { expectValue } from "../support/expectValue.ts";
import { type Printing, printing, startTerraloom } from "../support/running.ts";
import { terraloom } from "../support/screen.ts";
import {
  repository,
  type TemporaryProject,
  temporaryProject,
} from "../support/temporaryProject.ts";

const summary = /^\d\d:\d\d:\d\d .*$/gm;

let project: TemporaryProject;
beforeEach(async () => {
  project = temporaryProject(join(repository, "test/golden/base"));
  await terraloom(project.root, "generate");
});
afterEach(() => project.remove());

const at = (path: string): string => join(project.root, path);
const read = (path: string): string => readFileSync(at(path), "utf8");
function write(path: string, text: string): void {
  mkdirSync(dirname(at(path)), { recursive: true });
  writeFileSync(at(path), text);
}
function replace(path: string, from: string | RegExp, to: string): void {
  const text = read(path);
  expect(text).toMatch(from);
  write(path, text.replace(from, to));
}

/** Watches in this process for as long as `use` takes. */
async function watching(
  use: (screen: Pick<Printing, "printed">) => Promise<void>,
  options: Readonly<Record<string, boolean>> = {},
): Promise<void> {
  const screen = printing();
  const controller = new AbortController();
  const io = { cwd: project.root, env: {}, stdout: screen, stderr: screen };
  const ended = watchGenerate({ options, names: [] }, io, controller.signal);
  ended.finally(screen.end).catch(() => undefined);
  try {
    await screen.printed("Watching schema/, templates/, envs/. Ctrl-C ends it.\n");
    await use(screen);
  } finally {
    controller.abort();
    expect(await ended).toBe(0);
  }
}

describe("generate --watch", () => {
  it("writes the effect of a changed spec, and reports errors as they come and go", async () => {
    await watching(async ({ printed }) => {
      replace("envs/staging.yaml", "core_memory: 512", "core_memory: 1024");
      const first = await printed("2 updated, 9 unchanged\n");
      expect(first).toContain("updated generated/environments/staging/terraform.tfvars\n");
      expect(read("generated/environments/staging/terraform.tfvars")).toMatch(
        /^core_memory += 1024$/m,
      );

      replace("envs/staging.yaml", "core_memory: 1024", "core_memory: much");
      const broken = await printed("nothing was written\n");
      expect(broken).toContain("envs/staging.yaml:7:16: error wrong-value: core_memory");
      expect(broken).toContain("\n1 error\n");

      write("templates/note.md", "A note\n");
      const still = await printed("nothing was written\n");
      expect(still).toMatch(/^\d\d:\d\d:\d\d still the same error: nothing was written\n$/);
      expect(existsSync(at("generated/note.md"))).toBe(false);

      replace("envs/staging.yaml", "core_memory: much", "core_memory: 768");
      const mended = await printed("all is well again: 1 created, 2 updated, 9 unchanged\n");
      expect(mended).toContain("created generated/note.md\n");

      rmSync(at("templates/note.md"));
      expect(await printed("1 deleted, 11 unchanged\n")).toContain("deleted generated/note.md\n");
    });
    expect((await terraloom(project.root, "check")).exitCode).toBe(0);
  });

  it("uses the current schema, and survives one that does not compile", async () => {
    await watching(async ({ printed }) => {
      for (const level of ["warn", "debug", "info", "warn"]) {
        replace("schema/index.ts", /default\("\w+"\)/, `default("${level}")`);
        await printed("generated/environments/staging/variables.tf\n");
        await printed("unchanged\n");
        expect(read("generated/environments/staging/variables.tf")).toContain(
          `default     = "${level}"`,
        );
      }
      replace("schema/index.ts", "defineProject({", "defineProject({{");
      expect(await printed("nothing was written\n")).toContain("error schema-syntax");
      replace("schema/index.ts", "defineProject({{", "defineProject({");
      await printed("all is well again: 11 files, all current\n");
    });
  });

  it("follows code that the schema imports from elsewhere, and while it does not compile", async () => {
    write("limits.ts", "export const most = 30720;\n");
    write("shared/words.ts", 'export const words = "AWS region";\n');
    replace(
      "schema/index.ts",
      /^/,
      'import { most } from "../limits.ts";\nimport { words } from "../shared/words.ts";\n',
    );
    replace("schema/index.ts", "max(30720)", "max(most)");
    replace("schema/index.ts", 'description: "AWS region"', "description: words");
    await watching(async ({ printed }) => {
      for (const most of [4096, 8192]) {
        writeFileSync(at("limits.new"), `export const most = ${most};\n`);
        renameSync(at("limits.new"), at("limits.ts"));
        await printed("unchanged\n");
        expect(read("generated/environments/staging/variables.tf")).toContain(`<= ${most}`);
      }
      write("shared/words.ts", "export const words = ;\n");
      expect(await printed("nothing was written\n")).toContain("shared/words.ts:1:22: error");
      rmSync(at("shared"), { recursive: true });
      write("shared/words.ts", 'export const words = "The region";\n');
      await printed("all is well again");
      expect(read("generated/modules/service/variables.tf")).toContain('"The region"');
    });
  });

  it("survives folders that are removed and made again", async () => {
    await watching(async ({ printed }) => {
      for (const folder of ["envs", "schema", "templates"]) {
        renameSync(at(folder), at(`${folder}.away`));
        await printed("nothing was written\n");
        renameSync(at(`${folder}.away`), at(folder));
        await printed("all is well again: 11 files, all current\n");
      }
      replace("envs/staging.yaml", "core_memory: 512", "core_memory: 1024");
      await printed("updated generated/environments/staging/terraform.tfvars\n");
    });
  });

  it("settles when many files change at once", async () => {
    const text = read("envs/staging.yaml").replace("../", "../../");
    await watching(
      async ({ printed }) => {
        const rest = async (): Promise<void> => {
          while ((await terraloom(project.root, "check")).exitCode !== 0)
            await printed("unchanged\n");
        };
        for (let index = 0; index < 200; index++) {
          write(`envs/many/env-${index}.yaml`, text.replace("staging.tfstate", `${index}.tfstate`));
        }
        await rest();
        expect(read("generated/environments/many/env-199/main.tf")).toContain("module");
        rmSync(at("envs/many"), { recursive: true });
        await rest();
        expect(existsSync(at("generated/environments/many"))).toBe(false);
      },
      { force: true },
    );
  });

  it("ignores its own writes and editors' temporary files", async () => {
    await watching(async ({ printed }) => {
      for (const name of ["4913", ".staging.yaml.swp", "staging.yaml~"]) {
        write(`envs/${name}`, "x");
      }
      write("node_modules/x/index.js", "x");
      write("generated/environments/staging/notes.txt", "x");
      write("README.md", "x");
      // Were they told, it would be while this runs, and there would be more than one line below.
      await startTerraloom(project.root, ["check"]).ended;
      for (const memory of [1024, 2048, 4096]) {
        replace("envs/staging.yaml", /core_memory: \d+/, `core_memory: ${memory}`);
        const seen = await printed("2 updated, 9 unchanged\n");
        expect(seen.match(summary)).toHaveLength(1);
      }
      replace("envs/staging.yaml", "core_memory", "# In MiB\n  core_memory");
      expect((await printed("11 files, all current\n")).match(summary)).toHaveLength(1);
    });
  });

  it("reports a file that was changed by hand, and leaves it", async () => {
    const file = "generated/environments/staging/main.tf";
    await watching(async ({ printed }) => {
      write(file, `${read(file)}# mine\n`);
      replace("envs/staging.yaml", "core_memory: 512", "core_memory: 1024");
      const seen = await printed("nothing was written\n");
      expect(seen).toContain(`${file}:1:1: error hand-edited`);
      expect(seen).toContain("\n-# mine\n");
      expect(read(file)).toContain("# mine");
      write(file, read(file).replace("# mine\n", ""));
      write("templates/note.md", "A note\n");
      await printed("all is well again: 1 created, 2 updated");
    });
  });

  it("waits for another run that is writing, and reports that once", async () => {
    await watching(async ({ printed }) => {
      const release = expectValue(await takeLock(project.root));
      replace("envs/staging.yaml", "core_memory: 512", "core_memory: 1024");
      expect(await printed("nothing was written\n")).toContain("error run-locked");
      release();
      const seen = await printed("all is well again: 2 updated, 9 unchanged\n");
      expect(seen).not.toContain("run-locked");
    });
  });

  it("prints diffs, and replaces files changed by hand, when asked to", async () => {
    const file = "generated/environments/staging/main.tf";
    write(file, `${read(file)}# mine\n`);
    await watching(
      async ({ printed }) => {
        replace("envs/staging.yaml", "core_memory: 512", "core_memory: 1024");
        expect(await printed("unchanged\n")).toMatch(
          /^-core_memory += 512\n\+core_memory += 1024$/m,
        );
      },
      { diff: true, force: true },
    );
    expect(read(file)).not.toContain("# mine");
  });

  it("refuses options that contradict it", async () => {
    for (const [other, ...argv] of [["--check"], ["--format", "json"]]) {
      const screen = await terraloom(project.root, "generate", "--watch", other ?? "", ...argv);
      expect(screen).toEqual({
        exitCode: 1,
        stdout: "",
        stderr: `error answer-wrong: ${other}: it has no effect with --watch\n\n1 error\n`,
      });
    }
  });
});

describe("generate --watch, the program", () => {
  it("waits while something is in the way", async () => {
    const program = startTerraloom(project.root, ["generate", "--watch"]);
    await program.printed("Ctrl-C ends it.\n");
    const manifest = at("generated/manifest.json");
    renameSync(manifest, `${manifest}.away`);
    mkdirSync(manifest);
    replace("envs/staging.yaml", "core_memory: 512", "core_memory: 1024");
    await program.printed("there is a directory at generated/manifest.json");
    rmSync(manifest, { recursive: true });
    renameSync(`${manifest}.away`, manifest);
    write("templates/note.md", "A note\n");
    await program.printed("all is well again: 1 created, 2 updated, 9 unchanged\n");
    program.kill("SIGTERM");
    expect(await program.ended).toEqual({ status: 0, signal: null });
  });

  it.each(["SIGINT", "SIGTERM", "the end of its input"] as const)("ends with %s", async (how) => {
    const program = startTerraloom(project.root, ["generate", "--watch"]);
    await program.printed("Ctrl-C ends it.\n");
    replace("envs/staging.yaml", "core_memory: 512", "core_memory: 1024");
    await program.printed("updated generated/environments/staging/terraform.tfvars\n");
    if (how === "SIGINT" || how === "SIGTERM") program.kill(how);
    else program.stdin.end();
    expect(await program.ended).toEqual({ status: 0, signal: null });
    expect((await terraloom(project.root, "check")).exitCode).toBe(0);
    expect(readdirSync(project.root)).not.toContain(".terraloom-run");
  });
});
