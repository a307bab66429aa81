import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { maskCommands } from "./maskfile.ts";
import { renderedTexts, repository } from "./project.ts";
import { type Shell, shellAvailable, shellWith } from "./shell.ts";

const commands = maskCommands(readFileSync(join(repository, "maskfile.md"), "utf8"));
let texts: ReadonlyMap<string, string>;

beforeAll(async () => {
  texts = await renderedTexts(repository);
});

describe("runbooks", () => {
  const runbooks = () => [...texts].filter(([path]) => path.endsWith(".md"));

  it("name commands that mask has, with what they take", () => {
    const named = runbooks().flatMap(([, text]) =>
      [...text.matchAll(/\bmask ([a-z]+ [a-z:]+)((?: [\w./]+)*)/g)].map(
        ([, words = "", rest = ""]) => ({
          words,
          count: rest.split(" ").filter(Boolean).length,
        }),
      ),
    );
    expect(named.length).toBeGreaterThan(20);
    for (const { words, count } of named) {
      const command = commands.find((candidate) => candidate.words === words);
      expect([words, count]).toEqual([words, command?.parameters.length]);
    }
  });

  it("list every environment's secrets, who reads each, and how it is set", () => {
    const text = texts.get("environments/production/RUNBOOK.md");
    expect(text).toContain(`### MAILGUN_SMTP_PASSWORD

Password of the SMTP user. Read by core, jobs.

    mask secrets set production MAILGUN_SMTP_PASSWORD
`);
    expect(text).not.toContain("staging");
  });
});

describe.skipIf(!shellAvailable)("the maskfile", () => {
  let shell: Shell;
  beforeEach(() => {
    const log = "";
    shell = shellWith(String(texts.get("operations.json")), {
      git: log,
      terraform: log,
      npx: "[[ ! -e $KEPT/refuse ]] || exit 2",
      aws: 'if [[ $2 == list-tasks ]]; then cat "$KEPT/task"; fi',
    });
  });
  afterEach(() => shell.remove());

  const run = (words: string, environment: Record<string, string>, input = "") => {
    const command = commands.find((candidate) => candidate.words === words);
    expect(Object.keys(environment)).toEqual(command?.parameters);
    return shell.run(command?.script ?? "exit 99", { environment, input });
  };

  it.each(["init", "plan", "apply"])("tf %s works in the environment's folder", (verb) => {
    const { status, calls, stderr } = run(`tf ${verb}`, { environment: "staging" }, "yes\n");
    expect([status, stderr]).toEqual([0, ""]);
    expect(calls.at(-1)).toContain(
      `terraform -chdir=${shell.root}/generated/environments/staging ${verb}`,
    );
  });

  it("tf apply asks first whether this commit may be applied", () => {
    expect(run("tf apply", { environment: "production" }).calls[0]).toBe(
      "npx terraloom status --for-apply production",
    );
    shell.keep("refuse", "");
    const { status, calls } = run("tf apply", { environment: "production" });
    expect([status, calls.at(-1)]).toEqual([2, "npx terraloom status --for-apply production"]);
  });

  it("tf apply applies the plan that was shown and checked, and nothing without a yes", () => {
    const folder = `${shell.root}/generated/environments/production`;
    const apply = [
      "npx terraloom status --for-apply production",
      `terraform -chdir=${folder} plan -out=plan`,
      `npx terraloom status --for-apply production --saved-plan ${folder}/plan`,
      `terraform -chdir=${folder} apply plan`,
    ];
    const asked = (answer: string) =>
      run("tf apply", { environment: "production" }, answer).calls.filter(
        (call) => !call.startsWith("git "),
      );
    expect(asked("no\n")).toEqual(apply.slice(0, 2));
    expect(asked("yes\n").slice(2)).toEqual(apply);
  });

  it("tf apply passes on that it is a rollback, and why", () => {
    const command = commands.find(({ words }) => words === "tf apply");
    const environment = { environment: "production", rollback: "the queue is stuck" };
    const { calls } = shell.run(command?.script ?? "", { environment });
    expect(calls[0]).toBe(
      "npx terraloom status --for-apply production --rollback the queue is stuck",
    );
  });

  it.each([
    ["ecs deploy:all", { environment: "production" }, "production", "3f"],
    ["ecs deploy:one", { environment: "production", service: "core" }, "production core", "3f"],
  ])("%s passes on the tag", (words, environment, rest, tag) => {
    const command = commands.find((candidate) => candidate.words === words);
    const script = `deploy() { printf '[%s]' "$@"; }; ${command?.script.replace('"$MASKFILE_DIR/operations/deploy.sh"', "deploy")}`;
    const printed = (options: object): string =>
      shell.run(script, { environment: { ...environment, ...options } }).stdout;
    const [name, ...services] = rest.split(" ");
    expect(printed({ tag })).toBe([name, tag, ...services].map((word) => `[${word}]`).join(""));
    expect(printed({})).toBe([name, "", ...services].map((word) => `[${word}]`).join(""));
  });

  it("ecs bastion opens a shell in the task that runs", () => {
    shell.keep("task", "arn:task/1\n");
    const { calls } = run("ecs bastion", { environment: "staging" });
    expect(calls.at(-1)).toBe(
      "aws ecs execute-command --cluster gazette-staging --task arn:task/1 --container bastion --interactive --command /bin/sh",
    );
  });

  it("ecs bastion says so if none runs", () => {
    shell.keep("task", "None\n");
    const { status, stderr } = run("ecs bastion", { environment: "staging" });
    expect(status).toBe(1);
    expect(stderr).toContain("No bastion runs in staging");
  });
});
