import { parseArgs } from "node:util";
import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import type { CommandLineMistake } from "../diagnostics/messages/wrongAnswers.ts";
import { nearest } from "../diagnostics/nearest.ts";
import { lowerFirst } from "../diagnostics/phrases.ts";
import { failure, type Result, success } from "../model/result.ts";
import { Cancelled } from "./ask.ts";
import { type Arguments, type ExitCode, type Io, type NamedCommand, optionsOf } from "./command.ts";
import { type CommandEntry, commands } from "./commands.ts";
import { commandHelp, programHelp, topics, topicText } from "./help.ts";
import { refuse, refuseToWrite } from "./options.ts";
import { wrongValues } from "./optionValues.ts";
import { withSafeStreams } from "./safeStream.ts";

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
  if (!parsed.ok) return refuse(parsed.problems, io);
  const given = parsed.value;
  if (given.options.help) {
    io.stdout.write(commandHelp(command));
    return 0;
  }
  const wrong = [...wrongValues(command, given), ...(command.conflicts?.(given) ?? [])];
  if (wrong.length > 0) return refuse(wrong, io);
  const work = (): Promise<ExitCode> => command.run(given, io).catch(tellEnd(io));
  if (!given.options.debug && !io.env.TERRALOOM_DEBUG) return work();
  const { debugged } = await import("./debugged.ts");
  return debugged(io, work);
}

/** What may end a command anywhere: a person who leaves a question, or a function of the schema that throws on a value. */
function tellEnd(io: Io): (thrown: unknown) => Promise<ExitCode> {
  return async (thrown) => {
    const { SchemaFailure } = await import("../schemaCode/schemaCode.ts");
    if (thrown instanceof Cancelled) return refuseToWrite([], io);
    if (thrown instanceof SchemaFailure) return refuse([thrown.problem], io);
    throw thrown;
  };
}

/** `terraloom help`, of everything, of a command, or of a topic. */
async function help(words: readonly string[], io: Io): Promise<ExitCode> {
  const [topic] = words;
  const command = findCommand(words);
  const family = familyOf(topic);
  if (command) io.stdout.write(commandHelp(await command.entry.load()));
  else if (topic === undefined || family.length > 0) {
    io.stdout.write(programHelp(topic === undefined ? commands : family));
  } else if (topics().includes(topic)) io.stdout.write(topicText(topic));
  else {
    const known = [...commands.map((candidate) => candidate.name), ...topics()];
    return refuse([mistake({ kind: "no-topic", name: topic }, nearest(topic, known))], io);
  }
  return 0;
}

/** The commands of two words that begin with one. */
function familyOf(first: string | undefined): readonly CommandEntry[] {
  return commands.filter(({ name }) => name.startsWith(`${first} `));
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

function refuseCommand(argv: readonly string[], first: string, io: Io): ExitCode {
  const family = familyOf(first);
  const [, second = ""] = argv;
  if (family.length > 0 && (second === "" || second.startsWith("-"))) {
    const asksForHelp = second === "--help" || second === "-h";
    (asksForHelp ? io.stdout : io.stderr).write(programHelp(family));
    return asksForHelp ? 0 : 1;
  }
  const name = family.length > 0 ? `${first} ${second}` : first;
  const known = (family.length > 0 ? family : commands).map((candidate) => candidate.name);
  const meant = nearest(name, known);
  return refuse([mistake({ kind: "no-command", name }, meant && `terraloom ${meant}`)], io);
}

/** @param help the command line that shows what there is */
function mistake(
  what: CommandLineMistake,
  meant: string | undefined,
  help = "terraloom --help",
): Diagnostic {
  return diagnostic("command-line", { mistake: what, meant, help });
}

function parse(command: NamedCommand, argv: readonly string[]): Result<Arguments> {
  try {
    const { values, positionals } = parseArgs({
      args: numbersAsValues(command, argv),
      options: optionsOf(command),
      allowPositionals: command.names !== undefined,
      strict: true,
    });
    return success({
      options: values as Arguments["options"],
      names: positionals.map((name) => name.replace(aNumber, "")),
    });
  } catch (thrown) {
    const { message } = thrown as Error;
    const help = `terraloom ${command.name} --help`;
    const [, dashes = "--", unknown] = /^Unknown option '(--?)([^']*)'/.exec(message) ?? [];
    if (unknown === undefined) {
      const [first = ""] = message.split("\n", 1);
      const words = lowerFirst(first.replace(/\.$/, ""));
      return failure(mistake({ kind: "unreadable", message: words }, undefined, help));
    }
    const known = Object.keys(optionsOf(command));
    const begun = known.filter((name) => name.startsWith(unknown));
    const meant = begun.length === 1 ? begun[0] : nearest(unknown, known);
    const what = { kind: "no-option", command: command.name, option: dashes + unknown } as const;
    return failure(mistake(what, meant && `--${meant}`, help));
  }
}

/** Marks a negative number, which is not an option; arguments of a process cannot contain it. */
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
