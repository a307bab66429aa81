import { type Complete, RootCommand } from "@bomb.sh/tab";
import { backends } from "../init/backends.ts";
import type { Project } from "../model/project.ts";
import { type Io, optionsOf } from "./command.ts";
import { type CommandEntry, commands } from "./commands.ts";

const variables: Source = ({ schema }) =>
  [...schema.stacks.values()].flatMap((stack) => [
    ...stack.variables.keys(),
    ...stack.secrets.keys(),
  ]);

/** What a word of a usage line may be completed to. */
type Source = (project: Project) => readonly string[];

const sources: Readonly<Record<string, Source>> = {
  ENV: ({ environments }) => environments.map(({ name }) => name),
  STACK: ({ schema }) => [...schema.stacks.keys()],
  MODULE: ({ schema, templates }) => [
    ...[...schema.stacks.values()].flatMap((stack) => [...stack.calls.keys()]),
    ...templates.modules,
  ],
  BACKEND: () => backends.map(({ type }) => type),
  VARIABLE: variables,
  OLD: variables,
};

/** Commands whose NAME is one that the schema declares already. */
const takesDeclaredName = ["trace", "remove variable", "remove secret", "converge"];

/**
 * Prints what the word under the cursor may be completed to, for a shell.
 *
 * @param words what was typed after the program's name, the last one unfinished or ""
 */
export async function complete(words: readonly string[], io: Io): Promise<void> {
  const root = new RootCommand();
  const entry = commands.find(
    ({ name }) => name === words.slice(0, name.split(" ").length).join(" "),
  );
  // The library finds `add variable` only where `add` is a command too.
  for (const { name, summary } of commands) {
    const [first = name, second] = name.split(" ");
    if (second !== undefined && !root.commands.has(first)) root.command(first, familyOf(first));
    root.command(name, summary);
  }
  if (entry) await describe(root, entry, io);
  root.parse([...words]);
}

function familyOf(first: string): string {
  const words = commands.flatMap(({ name }) => name.split(`${first} `)[1] ?? []);
  return `${first}: ${words.join(", ")}`;
}

/** The options and names of the command that was typed; the library asks for them without waiting, so they are found before. */
async function describe(root: RootCommand, entry: CommandEntry, io: Io): Promise<void> {
  const command = await entry.load();
  const target = root.command(entry.name, entry.summary);
  let loaded: Promise<Project> | undefined;
  const project = (): Promise<Project> => {
    loaded ??= import("../project/loadProject.ts").then(({ loadProject }) => loadProject(io.cwd));
    return loaded;
  };
  const valuesOf = async (usage: string): Promise<readonly string[]> => {
    if (usage.includes("|")) return usage.split("|").filter((word) => /^[a-z]/.test(word));
    const declared = takesDeclaredName.includes(entry.name);
    const word = /[A-Z]+/.exec(usage)?.[0] ?? "";
    const source = sources[word === "NAME" && declared ? "VARIABLE" : word];
    return source ? [...new Set(source(await project()))] : [];
  };
  const handlerOf = (values: readonly string[]) => (add: Complete) => {
    for (const value of values) add(value, "");
  };
  for (const [name, option] of Object.entries(optionsOf(command))) {
    if (option.type === "boolean") target.option(name, option.help);
    else target.option(name, option.help, handlerOf(await valuesOf(option.value)));
  }
  const names = command.names?.split(" ") ?? [];
  for (const name of names) {
    target.argument(name, handlerOf(await valuesOf(name)), name.includes("..."));
  }
}
