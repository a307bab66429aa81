import type { Diagnostic } from "../diagnostics/diagnostic.ts";

/** 0: nothing to say; 1: error; 2: difference found. An error beats a difference. */
export type ExitCode = 0 | 1 | 2;

/** The surroundings of a command: folder, environment variables, streams. */
export interface Io {
  /** Absolute. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The input for questions; without a terminal no question is asked. */
  readonly stdin?: NodeJS.ReadableStream & { readonly isTTY?: boolean | undefined };
  /** Data: what another program may read. */
  readonly stdout: Stream;
  /** Talk: problems, progress, summaries. */
  readonly stderr: Stream;
  /** Where a CI job keeps a summary that people read: Markdown. Absent where there is none. */
  readonly summary?: Stream | undefined;
}

export interface Stream {
  write(text: string): unknown;
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
  /** The stream itself, where this one makes text safe first: for libraries that draw on the terminal. */
  readonly raw?: Stream;
}

/** An option, as its usage says it: `-v, --verbose`, `--from ENV`, `--label KEY=VALUE...` for one that may be given several times. */
export interface Option {
  readonly usage: string;
  readonly type: "boolean" | "string";
  /** What follows it: `ENV`, `text|json`; empty for a boolean. */
  readonly value: string;
  readonly help: string;
  readonly short?: string;
  readonly multiple: boolean;
}

/** Help by usage, such as `"--from ENV": "the environment that is copied"`. */
export type Options = Readonly<Record<string, string>>;

/** What was typed after a command's name. */
export interface Arguments {
  readonly options: Readonly<Record<string, string | boolean | readonly string[] | undefined>>;
  readonly names: readonly string[];
}

export interface Command {
  readonly description: string;
  /** How its free arguments are named in the usage line, such as `[ENV...]`; absent: it takes none. */
  readonly names?: string;
  /** Two or more command lines without `terraloom`, each with what it does. */
  readonly examples: Readonly<Record<string, string>>;
  readonly options: Options;
  /** What is wrong with options that are given together; absent: any may be. */
  readonly conflicts?: (given: Arguments) => readonly Diagnostic[];
  readonly run: (given: Arguments, io: Io) => Promise<ExitCode>;
}

/** A command with what it is called by, such as `add variable`. */
export interface NamedCommand extends Command {
  readonly name: string;
}

const commonOptions: Options = {
  "--root DIR": "the repository (default: the current folder)",
  "--debug": "print the steps of the run and their times on stderr (also: TERRALOOM_DEBUG=1)",
  "--help": "show this text",
};

/** The options of a command, and those that every command has, by name, as Node's parser takes them. */
export function optionsOf({ options }: Command): Readonly<Record<string, Option>> {
  const all = Object.entries({ ...options, ...commonOptions });
  return Object.fromEntries(
    all.map(([written, help]) => {
      const [, short, name = "", value = "", more] =
        /^(?:-(\w), )?--([\w-]+)(?: (.*?)(\.\.\.)?)?$/.exec(written) ?? [];
      const usage = written.replace(/\.\.\.$/, "");
      const type = value === "" ? "boolean" : "string";
      const letter = short === undefined ? {} : { short };
      return [name, { usage, type, value, help, multiple: more !== undefined, ...letter }];
    }),
  );
}

export function textOption({ options }: Arguments, name: string): string | undefined {
  const value = options[name];
  return typeof value === "string" ? value : undefined;
}

/** The texts of an option, which may be given several times. */
export function listOption({ options }: Arguments, name: string): readonly string[] {
  const value = options[name];
  if (typeof value === "string") return [value];
  return Array.isArray(value) ? value : [];
}
