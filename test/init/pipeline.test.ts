import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { gitIn } from "../support/git.ts";
import { rsyncAvailable, runGitlab } from "../support/pipelines.ts";
import { terraformAvailable } from "../support/programs.ts";
import { terraloom } from "../support/screen.ts";
import { repository } from "../support/temporaryProject.ts";

let top: string;
let root: string;
let base: string;
beforeAll(async () => {
  top = mkdtempSync(join(tmpdir(), "terraloom-pipeline-"));
  root = join(top, "our infra/net");
  mkdirSync(root, { recursive: true });
  const git = gitIn(top);
  git("init", "--quiet", "--initial-branch", "trunk");
  await terraloom(
    root,
    ...["init", "--stack", "app", "--environment", "staging", "--environment", "production"],
    ...["--backend", "local", "--ci", "gitlab"],
  );
  // Above the copy of the repository that the job gets.
  mkdirSync(join(top, "node_modules"));
  symlinkSync(join(repository, "node_modules/zod"), join(top, "node_modules/zod"));
  symlinkSync(repository, join(top, "node_modules/terraloom"));
  writeFileSync(join(top, ".gitignore"), "node_modules/\n.gitlab-ci-local/\n");
  git("add", "--all");
  git("commit", "--quiet", "--message", "one");
  base = git("rev-parse", "HEAD");
  git("remote", "add", "origin", "git@gitlab.com:team/infra.git");
  git("update-ref", "refs/remotes/origin/trunk", "HEAD");
  git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/trunk");
  git("checkout", "--quiet", "-b", "work");
  await terraloom(root, "set", "instances", "3", "--environment", "staging");
  git("commit", "--quiet", "--all", "--message", "two");
});
afterAll(() => rmSync(top, { recursive: true, force: true }));

test.skipIf(!rsyncAvailable || !terraformAvailable)(
  "GitLab's pipeline comments on a merge request, and plans the environments that it changes",
  () => {
    const { status, log } = runGitlab(top, {
      CI_PIPELINE_SOURCE: "merge_request_event",
      CI_MERGE_REQUEST_DIFF_BASE_SHA: base,
      CI_MERGE_REQUEST_IID: "7",
      CI_PROJECT_URL: "https://gitlab.com/team/infra",
    });
    expect(status, log).toBe(0);
    // Without a token the note is printed.
    expect(log).toContain("GITLAB_TOKEN is not set");
    expect(log).toContain("### What this changes in `our infra/net/`");
    expect(log).toContain("1 environment: valid (Terraform");
    expect(log).toContain("# pass 3\n");
  },
);
