import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { safeText } from "../../src/text/safeText.ts";
import { terraloom } from "../support/screen.ts";
import { repository, temporaryProject } from "../support/temporaryProject.ts";

const terminal = { isTerminal: true };
const file = { isTerminal: false };

test.each([
  ["plain text, ä 漢字 👩‍💻\n\ttabs\r\n", undefined],
  ["\x1b]0;title\x07", "\\u001b]0;title\\u0007"],
  ["\x1b[2J\x1b[1;1H", "\\u001b[2J\\u001b[1;1H"],
  ["over\rwritten", "over\\u000dwritten"],
  ["\u009b31m \u0085", "\\u009b31m \\u0085"],
  ["a\u202eb\u2066c\u200e", "a\\u202eb\\u2066c\\u200e"],
  ["::stop-commands::x", "\\u003a:stop-commands::x"],
  ["a\n   ::add-mask::y\n", "a\n   \\u003a:add-mask::y\n"],
  ["::set-output name=x::y", "\\u003a:set-output name=x::y"],
  ["##[error]x", "\\u0023#[error]x"],
  ["::1/128 and ::ffff:0:0/96", undefined],
  ["::error file=a,title=terraloom%20x::text\n", undefined],
  ["::error file=a::text", "\\u003a:error file=a::text"],
])("%j", (text, expected = text) => {
  expect(safeText(text, file)).toBe(expected);
  expect(safeText(text, terminal)).toBe(expected);
});

test("colours and progress are only for terminals", () => {
  const text = "\x1b[31mred\x1b[39m \r\x1b[Kdone";
  expect(safeText(text, terminal)).toBe(text);
  expect(safeText(text, file)).not.toMatch(/[\x1b\r]/);
});

test("JSON is unchanged", () => {
  const json = JSON.stringify({ "k\u202e\x1b": "v\u009b\u2028::stop-commands::x" });
  expect(safeText(json, file)).not.toMatch(/[\u009b\u2028\u202e]/);
  expect(JSON.parse(safeText(json, file))).toEqual(JSON.parse(json));
});

test("no command prints control characters from specs, templates and schema", {
  timeout: 120_000,
}, async () => {
  const project = temporaryProject(join(repository, "test/golden/base"));
  try {
    const hostile = "\u202e\u009b31m\u2066";
    const edit = (name: string, from: string, to: string): void => {
      const path = join(project.root, name);
      expect(readFileSync(path, "utf8")).toContain(from);
      writeFileSync(path, readFileSync(path, "utf8").replace(from, to));
    };
    const url = "https://api.test.example.org";
    edit("envs/staging.yaml", url, `${url}/${hostile} # \x1b]0;x\x07 ${hostile}`);
    edit("schema/index.ts", '"AWS region"', JSON.stringify(`AWS ${hostile}\n::stop-commands::x`));
    const commands = [
      ["generate", "--diff"],
      ["check"],
      ["trace", "API_URL"],
      ["trace", "region"],
      ...["text", "json", "markdown", "github", "html"].map((format) => [
        "drift-report",
        "--format",
        format,
      ]),
    ];
    const run = async (): Promise<void> => {
      for (const command of commands) {
        const { stdout, stderr } = await terraloom(project.root, ...command);
        const printed = stdout + stderr;
        expect(printed.length, command.join(" ")).toBeGreaterThan(0);
        expect(printed, command.join(" ")).not.toMatch(
          /[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/,
        );
        expect(printed, command.join(" ")).not.toMatch(/^\s*::stop-commands/m);
      }
    };
    await run();
    edit("envs/staging.yaml", "core_memory: 512", `core_memory: "${hostile}"\n  ${hostile}: 1`);
    for (const format of ["text", "json", "github", "gitlab", "sarif"]) {
      commands.push(["check", "--format", format]);
    }
    await run();
  } finally {
    project.remove();
  }
});
