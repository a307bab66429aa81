import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { askGit } from "../../src/git/git.ts";
import { reviewMarkdown } from "../../src/report/review/markdown.ts";
import { terraloom, terraloomWith } from "../support/screen.ts";
import {
  repository,
  type TemporaryProject,
  temporaryProject,
} from "../support/temporaryProject.ts";

const golden = join(repository, "test/golden");

/** A pull request: of the base project's environments, one value of each kind of change. */
let project: TemporaryProject;

beforeAll(async () => {
  project = temporaryProject(join(golden, "base"));
  cpSync(join(golden, "base-expected"), project.root, { recursive: true });
  edit("schema/index.ts", '"AWS region"', '"AWS region", sensitive: true');
  await terraloom(project.root, "generate");
  writeFileSync(join(project.root, ".gitignore"), "node_modules\nplans\n");
  git("init", "-q", "-b", "main");
  commit("before");
  git("checkout", "-q", "-b", "work");
  edit("envs/staging.yaml", "core_memory: 512", "core_memory: 1024");
  edit("envs/staging.yaml", "region: us-east-1", "region: top-secret");
  edit("envs/production.yaml", "core_memory: 2048", "core_memory: 4096\n  LOG_LEVEL: debug");
  edit("templates/modules/service/main.tf.hbs", "What the service was given", "Its `values`");
  await terraloom(project.root, "generate");
  commit("after");
  mkdirSync(join(project.root, "plans"));
  for (const name of ["staging", "production"]) {
    const text = `  + bucket = "${name}-assets"\n\nPlan: 1 to add, 0 to change, 0 to destroy.\n`;
    writeFileSync(join(project.root, "plans", `${name}.txt`), text);
  }
});

afterAll(() => project.remove());

describe("review", () => {
  it("shows what each environment had and has, with links, verdicts, plans and diffs", async () => {
    const env = { GITHUB_REPOSITORY: "o/r", GITHUB_BASE_REF: "" };
    const arguments_ = ["review", "--since", "main", "--plans", "plans"];
    const { stdout, exitCode } = await terraloomWith(env, project.root, ...arguments_);
    expect(exitCode).toBe(0);
    expect(stdout).not.toContain("top-secret");
    const text = stdout
      .replaceAll(/\b[0-9a-f]{40}\b/g, "COMMIT")
      .replaceAll(/\([0-9a-f]{12}\)/g, "(COMMIT)");
    await expect(text).toMatchFileSnapshot(join(golden, "review/comment.md"));
  });

  it("says what it could not do", async () => {
    const named = await terraloom(project.root, "review", "--since", "gone", "--post");
    expect(named).toMatchObject({ exitCode: 1, stdout: "" });
    expect(named.stderr).toContain('"gone"');
    const pull = { GITHUB_REPOSITORY: "o/r", GITHUB_BASE_REF: "gone" };
    const screen = await terraloomWith(pull, project.root, "review");
    expect(screen).toMatchObject({ exitCode: 0 });
    expect(screen.stdout).toContain("❌ What changed is not known: ");
    expect(screen.stdout).toContain("Which environments have other code is not known.");
    const { stdout } = await terraloom(
      project.root,
      "review",
      "--since",
      "main",
      "--without-plans",
      "a fork",
    );
    expect(stdout).toContain("No plan: a fork.");
  });

  it("fits into a comment, and always keeps the table", () => {
    const change = {
      kind: "variable",
      name: "x",
      effect: "kept",
      before: "declared",
      after: "declared",
      touched: [],
      untouched: [],
    } as const;
    const environments = Array.from({ length: 200 }, (_, index) => `env-${index}`);
    const cells = environments.map((environment) => ({
      environment,
      before: "1",
      after: "2",
      isChanged: true,
    }));
    const rows = Array.from({ length: 400 }, (_, index) => ({
      change: { ...change, name: `V${index}` },
      cells,
    }));
    const text = reviewMarkdown({
      folder: "infra/",
      verdicts: [],
      affected: [],
      removed: [],
      stacks: [{ name: "app", environments, added: [], rows }],
      files: [{ paths: ["a"], diff: "+".repeat(70_000) }],
      plans: [{ environments: ["env-1"], summary: "Plan: 1 to add.", text: "x".repeat(70_000) }],
      unplanned: [],
    });
    expect(text.length).toBeLessThan(65_536);
    expect(text).toContain("<!-- terraloom review infra/ -->");
    // One line for 200 environments that change alike.
    expect(text).toContain(
      "| `V0` | env-0, env-1, env-2, env-3, env-4 and 195 more | `1` | `2` | declared |",
    );
    expect(text).toContain("cut off here");
    expect(text).toContain("1 part was left out");
  });
});

describe("review --post", () => {
  const asked: { readonly method: string; readonly url: string; readonly body: string }[] = [];
  let comments: { readonly id: number; readonly body: string }[] = [];
  let status = 200;
  const server = createServer(async (request, response) => {
    const { method = "", url = "" } = request;
    asked.push({ method, url, body: await bodyOf(request) });
    response.writeHead(status, { "content-type": "application/json" });
    response.end(JSON.stringify(method === "GET" ? comments : {}));
  });
  let address = "";
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const bound = server.address();
    address = `http://127.0.0.1:${typeof bound === "object" ? bound?.port : ""}`;
  });
  afterAll(() => server.close());

  const post = (env: Readonly<Record<string, string>>) => {
    asked.length = 0;
    return terraloomWith(env, project.root, "review", "--since", "main", "--post");
  };
  const gitHub = () => ({
    GITHUB_REPOSITORY: "o/r",
    GITHUB_API_URL: address,
    GITHUB_REF: "refs/pull/7/merge",
    GITHUB_TOKEN: "t",
  });

  it("posts one comment, and replaces its text in the next run", async () => {
    comments = [{ id: 3, body: "Looks good" }];
    expect((await post(gitHub())).stderr).toContain("The comment was posted.");
    expect(asked.map(({ method, url }) => `${method} ${url}`)).toEqual([
      "GET /repos/o/r/issues/7/comments?per_page=100&page=1",
      "POST /repos/o/r/issues/7/comments",
    ]);
    comments.push({ id: 4, body: JSON.parse(asked[1]?.body ?? "").body });
    expect((await post(gitHub())).stderr).toContain("The comment was updated.");
    expect(asked.at(-1)).toMatchObject({ method: "PATCH", url: "/repos/o/r/issues/comments/4" });
  });

  it("does the same in GitLab", async () => {
    comments = [{ id: 5, body: "<!-- terraloom review  -->\nold" }];
    const env = {
      CI_PROJECT_URL: "https://gitlab.example.org/o/r",
      CI_API_V4_URL: address,
      CI_PROJECT_ID: "12",
      CI_MERGE_REQUEST_IID: "8",
      GITLAB_TOKEN: "t",
    };
    expect((await post(env)).stderr).toContain("The comment was updated.");
    expect(asked.at(-1)).toMatchObject({
      method: "PUT",
      url: "/projects/12/merge_requests/8/notes/5",
    });
    expect(asked.at(-1)?.body).toContain("https://gitlab.example.org/o/r/-/blob/");
  });

  it("prints everything where it may not post, as from a fork", async () => {
    status = 403;
    const screen = await post(gitHub());
    status = 200;
    expect(screen).toMatchObject({ exitCode: 0 });
    expect(screen.stderr).toContain("pull requests from forks cannot");
    expect(screen.stdout).toContain("### What this changes");
    const { GITHUB_TOKEN, ...without } = gitHub();
    expect((await post(without)).stderr).toContain(
      "warning comment-not-posted: the comment could not be posted: GITHUB_TOKEN is not set",
    );
    expect((await post({})).exitCode).toBe(1);
  });
});

function edit(file: string, what: string, by: string): void {
  const path = join(project.root, file);
  const before = readFileSync(path, "utf8");
  expect(before).toContain(what);
  writeFileSync(path, before.replace(what, by));
}

function git(...words: readonly string[]): void {
  const answer = askGit(project.root, ["-c", "user.name=a", "-c", "user.email=a@b.c", ...words]);
  if (!answer.ok) throw new Error(answer.problems.join());
}

function commit(title: string): void {
  git("add", "-A");
  git("commit", "-q", "-m", title);
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = "";
  for await (const chunk of request) body += chunk;
  return body;
}
