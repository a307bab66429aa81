import { readdirSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { describe, expect, it } from "vitest";
import { type NamedCommand, optionsOf } from "../../src/cli/command.ts";
import { commands } from "../../src/cli/commands.ts";
import { optionRows, topics, usageLine } from "../../src/cli/help.ts";
import { terraloom } from "../support/screen.ts";
import { repository } from "../support/temporaryProject.ts";

// First, as a command without its file cannot be loaded.
expect(
  readdirSync(join(repository, "src/cli/commands")).sort(),
  "src/cli/commands.ts lists each file of src/cli/commands/ by the command's name: addVariable.ts is `add variable`",
).toEqual(commands.map(({ file }) => `${file}.ts`).sort());

const all: readonly NamedCommand[] = await Promise.all(commands.map(({ load }) => load()));

describe("help", () => {
  it("docs/commands.md is made from the commands", async () => {
    await expect(commandsPage(all)).toMatchFileSnapshot(join(repository, "docs/commands.md"));
  });

  it.each(all.map((command) => [command.name, command] as const))(
    "%s has examples that its options take",
    (name, command) => {
      expect(Object.keys(command.examples).length).toBeGreaterThan(1);
      for (const line of Object.keys(command.examples)) {
        const words = shellWords(line);
        const taken = name.split(" ").length;
        expect(words.slice(0, taken).join(" ")).toBe(name);
        const parsed = parseArgs({
          args: words.slice(taken),
          options: optionsOf(command),
          allowPositionals: command.names !== undefined,
        });
        expect(parsed).toBeDefined();
      }
    },
  );

  it("shows a command, a family of commands, and a page of the documentation", async () => {
    const trace = await terraloom(repository, "help", "trace");
    expect(trace.stdout).toBe((await terraloom(repository, "trace", "--help")).stdout);
    const add = await terraloom(repository, "help", "add");
    expect(add.stdout).toContain("add secret");
    expect(add.stdout).not.toContain("drift-report ");
    const page = await terraloom(repository, "help", "specs");
    expect(page.stdout).toMatch(/^# Specs\n/);
    expect(page.exitCode).toBe(0);
  });

  it("names the option that an unknown one begins, or is near to", async () => {
    const meant = async (option: string) =>
      (await terraloom(repository, "set", "a", "1", option, "x")).stderr
        .split("\n")
        .slice(0, 2)
        .join("");
    expect(await meant("-e")).toBe(
      'error command-line: "set" has no option -e  Did you mean --environment? See: terraloom set --help',
    );
    expect(await meant("--env")).toContain("--env  Did you mean --environment?");
    expect(await meant("--dry-rum")).toContain("--dry-rum  Did you mean --dry-run?");
  });

  it("names the near topic where there is none of that name", async () => {
    const { stderr, exitCode } = await terraloom(repository, "help", "spcs");
    expect(stderr).toContain('there is no command and no topic "spcs"\n  Did you mean specs?');
    expect(exitCode).toBe(1);
  });

  it("lists the topics", async () => {
    const { stdout } = await terraloom(repository, "--help");
    for (const topic of topics()) expect(stdout).toContain(topic);
  });
});

/** The words of a command line, as a shell splits it. */
function shellWords(line: string): string[] {
  return [...line.replace(/ >>? .*/, "").matchAll(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g)].map(([word]) =>
    word.replaceAll(/["']/g, ""),
  );
}

/** The reference of all commands. */
function commandsPage(list: readonly NamedCommand[]): string {
  const cell = (text: string): string => text.replaceAll("|", "\\|").replaceAll("\n", " ");
  const table = (command: NamedCommand): string => {
    const rows = optionRows(command).slice(0, Object.keys(command.options).length);
    if (rows.length === 0) return "";
    const lines = rows.map(([usage, help]) => `| \`${cell(usage)}\` | ${cell(help)} |`);
    return `\n| option | what it does |\n| --- | --- |\n${lines.join("\n")}\n`;
  };
  const sections = list.map((command) => {
    const examples = Object.entries(command.examples).map(
      ([line, what]) => `terraloom ${line}   # ${what}`,
    );
    return `## ${command.name}

\`${usageLine(command).replace("Usage: ", "")}\`

${command.description}
${table(command)}
\`\`\`sh
${examples.join("\n")}
\`\`\`
`;
  });
  return `# Commands

Generated from the commands' help, which \`terraloom COMMAND --help\` also shows. In a clone of this repository, and wherever
the package is installed, write \`npx terraloom\`.

Exit status of all commands: 0 success, 1 error, 2 difference found; an error takes precedence over a difference. Data goes to
stdout; messages and progress go to stderr. Every command takes \`--root DIR\` (the repository; default: the current folder) and \`--help\`.
Tab completes commands, options and names: see [completion](#completion).

${sections.join("\n")}`;
}
