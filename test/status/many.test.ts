import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { run } from "../../src/cli/run.ts";
import { generate, loadProject } from "../../src/index.ts";
import { statesAtATime } from "../../src/status/askStates.ts";
import { terraloomWith } from "../support/screen.ts";
import { repository, temporaryProject } from "../support/temporaryProject.ts";

// On any machine as on one with a single processor, where fewer are asked at a time than there are environments.
vi.mock("node:os", async (original) => ({
  ...(await original<typeof import("node:os")>()),
  availableParallelism: () => 1,
}));

const names = Array.from({ length: 20 }, (_, index) => `site-${String(index).padStart(2, "0")}`);

/** Answers each environment after a while, the first ones last, and writes down when it began and ended. */
const standIn = `#!/bin/sh
if [ "$1" = version ]; then
  echo '{"terraform_version":"1.11.4"}'
elif [ "$1" = state ]; then
  environment=$(grep -o 'site-[0-9]*' backend.tf | head -n 1)
  echo "begin $environment" >>"$CALLS"
  number=\${environment#site-}
  sleep "0.$((40 - \${number#0}))"
  digest=$(grep -o 'sha256:[0-9a-f][0-9a-f]*' "$GENERATED/$environment/terraloom.tf" | head -n 1)
  record='{ "digest": "'$digest'", "environment": "'$environment'", "read": "'$digest'" }'
  cat <<END
{ "version": 4,
  "outputs": { "terraloom": { "value": $record }, "terraloom_begun": { "value": "$digest" } },
  "resources": [
    { "mode": "managed", "type": "terraform_data", "name": "terraloom", "instances": [{ "attributes": { "input": { "value": $record } } }] },
    { "module": "module.service", "mode": "managed", "type": "terraform_data", "name": "core", "instances": [{ "attributes": {} }] } ] }
END
  echo "end $environment" >>"$CALLS"
fi
`;

describe("twenty environments", () => {
  let root: string;
  let tools: string;
  let remove: () => void;

  beforeAll(async () => {
    ({ root, remove } = temporaryProject(join(repository, "test/golden/status"), [
      "schema",
      "templates",
    ]));
    mkdirSync(join(root, "envs"));
    for (const name of names) {
      const settings = `settings: { backend: { port: 9, key: ${name} } }`;
      const spec = `stack: app\n${settings}\nvariables: { core_memory: 512 }\n`;
      writeFileSync(join(root, "envs", `${name}.yaml`), spec);
    }
    const schema = join(root, "schema/index.ts");
    const text = readFileSync(schema, "utf8");
    // Two are promoted in another order than their names'.
    writeFileSync(schema, text.replace('"staging", "production"', '"site-19", "site-07"'));
    const { problems } = await generate(await loadProject(root));
    expect(problems.filter(({ severity }) => severity === "error")).toEqual([]);
    tools = mkdtempSync(join(tmpdir(), "terraloom-tools-"));
    writeFileSync(join(tools, "terraform"), standIn);
    chmodSync(join(tools, "terraform"), 0o755);
  });

  afterAll(() => {
    remove();
    rmSync(tools, { recursive: true });
  });

  const environment = (calls: string): Readonly<Record<string, string | undefined>> => ({
    ...process.env,
    PATH: `${tools}${delimiter}${process.env.PATH}`,
    CALLS: join(tools, calls),
    GENERATED: join(root, "generated/environments"),
  });

  test("are read in parallel, as many at most as the processors let, and shown in order", async () => {
    const { exitCode, stdout, stderr } = await terraloomWith(environment("calls"), root, "status");
    expect(exitCode).toBe(0);
    const shown = stdout
      .split("\n")
      .slice(0, 20)
      .map((line) => line.split(" ")[0]);
    const order = ["site-19", "site-07", ...names.filter((name) => !/-(?:19|07)$/.test(name))];
    expect(shown).toEqual(order);
    expect(stdout).toContain("\nconverged with the work tree\n");
    expect(stderr).toContain("warning history-unknown: the git history cannot be read");

    const calls = readFileSync(join(tools, "calls"), "utf8").trim().split("\n");
    let running = 0;
    let most = 0;
    for (const call of calls) {
      running += call.startsWith("begin") ? 1 : -1;
      most = Math.max(most, running);
    }
    expect(calls).toHaveLength(40);
    expect(most).toBeGreaterThan(1);
    expect(most).toBeLessThanOrEqual(10);
    expect([1, 4, 96].map(statesAtATime)).toEqual([10, 32, 64]);
  });

  test("in a terminal, progress is on stderr and is cleared", async () => {
    let stderr = "";
    const status = await run(["status"], {
      cwd: root,
      env: { ...environment("more calls"), NO_COLOR: "1" },
      stdout: { write: () => true },
      stderr: { isTTY: true, write: (text) => (stderr += text) },
    });
    expect(status).toBe(0);
    expect(stderr).toMatch(/\r\u001b\[Kasking states: \d+ of 20/);
    expect(stderr).toMatch(/\r\u001b\[Kwarning history-unknown/);
  });

  test("some are chosen by name; an unknown one is reported", async () => {
    const { stdout } = await terraloomWith(
      environment("few"),
      root,
      "status",
      "site-03",
      "site-19",
    );
    expect(stdout.split("\n").slice(0, 3)).toEqual([
      "site-19  converged with the work tree",
      "site-03  converged with the work tree",
      "",
    ]);
    const wrong = await terraloomWith(environment("none"), root, "status", "site-3", "site-01");
    expect([wrong.exitCode, wrong.stdout]).toEqual([1, ""]);
    expect(wrong.stderr).toContain(
      'error answer-wrong: ENV: there is no environment "site-3" here (there are: site-19',
    );
  });

  test("without terraform, and with conflicting options, it says what to do", async () => {
    const nothing = { PATH: "/nowhere" };
    const none = await terraloomWith(nothing, root, "status");
    expect([none.exitCode, none.stdout]).toEqual([1, ""]);
    expect(none.stderr).toContain("error terraform-not-found: there is neither terraform nor tofu");
    for (const [argv, words] of [
      [["--timeout", "soon"], '--timeout: expected a number of seconds, got "soon"'],
      [["--rollback", "x"], "--rollback: it can only be used with --for-apply ENV"],
      [["--for-apply", "site-01", "site-02"], "ENV: it has no effect with --for-apply"],
    ] as const) {
      const refused = await terraloomWith(environment("none"), root, "status", ...argv);
      expect([refused.exitCode, refused.stderr]).toEqual([1, expect.stringContaining(words)]);
    }
  });

  test("an environment that was never generated is an error, and the rest is shown", async () => {
    const spec = join(root, "envs/site-20.yaml");
    const text = readFileSync(join(root, "envs/site-19.yaml"), "utf8");
    writeFileSync(spec, text.replace("key: site-19", "key: site-20"));
    const { exitCode, stdout, stderr } = await terraloomWith(environment("new"), root, "status");
    rmSync(spec);
    expect(exitCode).toBe(1);
    expect(stderr).toContain(
      'envs/site-20.yaml:1:1: error digest-missing: there is no generated code for environment "site-20" yet',
    );
    expect(stdout).toContain("site-19  converged with the work tree\n");
    expect(stdout).toContain("\n1 error\n");
  });

  test("errors of schema and specs are reported as usual", async () => {
    const spec = join(root, "envs/site-05.yaml");
    const text = readFileSync(spec, "utf8");
    writeFileSync(spec, text.replace("512", "many"));
    const { exitCode, stdout, stderr } = await terraloomWith(environment("wrong"), root, "status");
    writeFileSync(spec, text);
    expect([exitCode, stdout]).toEqual([1, ""]);
    expect(stderr).toContain("envs/site-05.yaml:3:27: error wrong-value:");
  });
});
