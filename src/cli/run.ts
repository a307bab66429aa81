import { parseArgs } from "node:util";
import { nearest } from "../diagnostics/nearest.ts";
import { failure, type Result, success } from "../model/result.ts";
import {
  type Arguments,
  type ExitCode,
  type Io,
  type NamedCommand,
  optionsOf,
  parserOptions,
} from "./command.ts";
import { type CommandEntry, commands } from "./commands.ts";
import { commandHelp, programHelp, topicHelp } from "./help.ts";
import { withSafeStreams } from "./safeStream.ts";
import { topics } from "./topics.ts";

/**
 * The command line as a function: from what was typed and the streams to an exit status.
 *
 * @param argv what follows the program's name
 * @param world its streams are given nothing that a terminal or a CI runner would obey
 */
export async function run(argv: readonly string[], world: Io): Promise<ExitCode> {
  const io = withSafeStreams(world);
  const [name, ...rest] = argv;
  if (name === undefined) {
    io.stderr.write(programHelp(commands));
    return 1;
  }
  if (name === "--help" || name === "-h" || name === "help") return help(rest, io);
  if (name === "complete" && rest[0] === "--") {
    await (await import("./complete.ts")).complete(rest.slice(1), io);
    return 0;
  }
  if (name === "--version" || name === "-v") {
    const { ownVersion } = await import("../files/ownVersion.ts");
    io.stdout.write(`${ownVersion()}\n`);
    return 0;
  }
  const found = findCommand(argv);
  if (!found) return refuseCommand(argv, name, io);
  const command = await found.entry.load();
  const parsed = parse(command, found.rest);
  if (!parsed.ok) {
    const [{ problem, meant }] = parsed.problems as [UsageMistake];
    return refuse({ problem, meant, help: `terraloom ${command.name} --help` }, io);
  }
  const given = parsed.value;
  if (given.options.help) {
    io.stdout.write(commandHelp(command));
    return 0;
  }
  const work = (): Promise<ExitCode> => command.run(given, io).catch(tellEnd(io));
  if (!given.options.debug && !io.env.TERRALOOM_DEBUG) return work();
  const { debugged } = await import("./debugged.ts");
  return debugged(io, work);
}

/** What may end a command anywhere: a person who leaves a question, or a function of the schema that throws on a value. */
function tellEnd(io: Io): (thrown: unknown) => Promise<ExitCode> {
  return async (thrown) => {
    const [{ SchemaFailure }, { Cancelled }, { refuse, refuseToWrite }] = await Promise.all([
      import("../schemaCode/schemaCode.ts"),
      import("./ask.ts"),
      import("./options.ts"),
    ]);
    if (thrown instanceof Cancelled) return refuseToWrite([], io);
    if (thrown instanceof SchemaFailure) return refuse([thrown.problem], io);
    throw thrown;
  };
}

/** `terraloom help`, of everything, of a command, or of a topic. */
async function help(words: readonly string[], io: Io): Promise<ExitCode> {
  const [topic] = words;
  const command = findCommand(words);
  const family = commands.filter((candidate) => candidate.name.startsWith(`${topic} `));
  if (command) io.stdout.write(commandHelp(await command.entry.load()));
  else if (topic === undefined || family.length > 0) {
    io.stdout.write(programHelp(family.length > 0 ? family : commands));
  } else {
    const text = topicHelp(topic);
    if (text === undefined) {
      const known = [...commands.map((candidate) => candidate.name), ...topics()];
      const problem = `there is no command and no topic "${topic}"`;
      return refuse({ problem, meant: nearest(topic, known), help: "terraloom --help" }, io);
    }
    io.stdout.write(text);
  }
  return 0;
}

/** A command's name is one word, such as `check`, or two, such as `add variable`. */
function findCommand(
  argv: readonly string[],
): { readonly entry: CommandEntry; readonly rest: readonly string[] } | undefined {
  for (const words of [2, 1]) {
    const name = argv.slice(0, words).join(" ");
    const entry = commands.find((candidate) => candidate.name === name);
    if (entry) return { entry, rest: argv.slice(words) };
  }
  return undefined;
}

function refuseCommand(
  argv: readonly string[],
  name: string,
  io: Io,
): Promise<ExitCode> | ExitCode {
  const family = commands.filter((candidate) => candidate.name.startsWith(`${name} `));
  const [, second = ""] = argv;
  if (family.length > 0 && (second === "" || second.startsWith("-"))) {
    const asksForHelp = second === "--help" || second === "-h";
    (asksForHelp ? io.stdout : io.stderr).write(programHelp(family));
    return asksForHelp ? 0 : 1;
  }
  const typed = family.length > 0 ? `${name} ${second}` : name;
  const names = (family.length > 0 ? family : commands).map((candidate) => candidate.name);
  const meant = nearest(typed, names);
  const problem = `there is no command "${typed}"`;
  const help = "terraloom --help";
  return refuse({ problem, meant: meant && `terraloom ${meant}`, help }, io);
}

/** What is wrong with what was typed. */
interface UsageMistake {
  readonly problem: string;
  readonly meant?: string | undefined;
}

function parse(command: NamedCommand, argv: readonly string[]): Result<Arguments, UsageMistake> {
  try {
    const { values, positionals } = parseArgs({
      args: numbersAsValues(command, argv),
      options: parserOptions(command),
      allowPositionals: command.names !== undefined,
      strict: true,
    });
    return success({
      options: values as Arguments["options"],
      names: positionals.map((name) => name.replace(aNumber, "")),
    });
  } catch (thrown) {
    const { message } = thrown as Error;
    const [, dashes = "--", unknown] = /^Unknown option '(--?)([^']*)'/.exec(message) ?? [];
    if (unknown === undefined) return failure({ problem: lowerFirst(message) });
    const known = Object.keys(optionsOf(command));
    const begun = known.filter((name) => name.startsWith(unknown));
    const suggestion = begun.length === 1 ? begun[0] : nearest(unknown, known);
    return failure({
      problem: `"${command.name}" has no option ${dashes}${unknown}`,
      meant: suggestion && `--${suggestion}`,
    });
  }
}

/** Stands before a number below zero, which is no option; no argument of a process can hold it. */
const aNumber = "\0";

/** `--value -1` means `--value=-1`, and `set NAME -1` a value: no option is a number. */
function numbersAsValues(command: NamedCommand, argv: readonly string[]): string[] {
  const options = optionsOf(command);
  const words: string[] = [];
  for (const word of argv) {
    const before = words.at(-1) ?? "";
    const takesText = options[before.replace(/^--/, "")]?.type === "string";
    if (!/^-(?:\d|\.\d)/.test(word)) words.push(word);
    else if (takesText && before.startsWith("--")) words.splice(-1, 1, `${before}=${word}`);
    else words.push(aNumber + word);
  }
  return words;
}

async function refuse(slip: UsageMistake & { readonly help: string }, io: Io): Promise<ExitCode> {
  const { refuseCommandLine } = await import("./options.ts");
  return refuseCommandLine(slip.problem, slip.meant, slip.help, io);
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1).split("\n", 1)[0]?.replace(/\.$/, "");
}
