import { parseArgs } from "node:util";
import { nearest } from "../diagnostics/nearest.ts";
import {
  type Arguments,
  type Command,
  commonOptions,
  type ExitCode,
  type Io,
  parserOptions,
} from "./command.ts";
import { checkCommand } from "./commands/check.ts";
import { driftReportCommand } from "./commands/driftReport.ts";
import { generateCommand } from "./commands/generate.ts";
import { commandHelp, programHelp } from "./help.ts";

const commands: readonly Command[] = [generateCommand, checkCommand, driftReportCommand];

/**
 * The command line as a function: what was typed, and the world, to an exit status.
 *
 * @param argv what follows the program's name
 */
export async function run(argv: readonly string[], io: Io): Promise<ExitCode> {
  const [name, ...rest] = argv;
  if (name === undefined || name === "--help" || name === "-h" || name === "help") {
    const asked = commands.find((command) => command.name === rest[0]);
    const text = asked ? commandHelp(asked) : programHelp(commands);
    (name === undefined ? io.stderr : io.stdout).write(text);
    return name === undefined ? 1 : 0;
  }
  const command = commands.find((candidate) => candidate.name === name);
  if (!command) {
    const meant = nearest(
      name,
      commands.map((candidate) => candidate.name),
    );
    return refuse(
      io,
      `there is no command "${name}"`,
      meant && `terraloom ${meant}`,
      "terraloom --help",
    );
  }
  const parsed = parse(command, rest);
  if ("problem" in parsed) {
    return refuse(io, parsed.problem, parsed.suggestion, `terraloom ${command.name} --help`);
  }
  if (parsed.options.help) {
    io.stdout.write(commandHelp(command));
    return 0;
  }
  return command.run(parsed, io);
}

function parse(
  command: Command,
  argv: readonly string[],
): Arguments | { readonly problem: string; readonly suggestion?: string | undefined } {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      options: parserOptions(command),
      allowPositionals: command.names !== undefined,
      strict: true,
    });
    return { options: values as Arguments["options"], names: positionals };
  } catch (thrown) {
    const { message } = thrown as Error;
    const unknown = /^Unknown option '--?([^']*)'/.exec(message)?.[1];
    if (unknown === undefined) return { problem: lowerFirst(message) };
    const known = Object.keys({ ...command.options, ...commonOptions });
    const suggestion = nearest(unknown, known);
    return {
      problem: `"${command.name}" has no option --${unknown}`,
      suggestion: suggestion && `--${suggestion}`,
    };
  }
}

function refuse(io: Io, problem: string, suggestion: string | undefined, help: string): ExitCode {
  const meant = suggestion ? ` Did you mean ${suggestion}?` : "";
  io.stderr.write(`terraloom: ${problem}.${meant}\nSee: ${help}\n`);
  return 1;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1).split("\n", 1)[0]?.replace(/\.$/, "");
}
