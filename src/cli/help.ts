import { fileURLToPath } from "node:url";
import { disk } from "../files/disk.ts";
import { readText } from "../model/files.ts";
import { type NamedCommand, optionsOf } from "./command.ts";
import type { CommandEntry } from "./commands.ts";

export function programHelp(commands: readonly CommandEntry[]): string {
  const lines = commands.map(({ name, summary }) => [name, summary] as const);
  return `Usage: terraloom COMMAND [OPTIONS]

One YAML spec per environment, checked against one schema and rendered into committed Terraform.

Commands:
${columns(lines)}

terraloom COMMAND --help describes a command; terraloom help TOPIC shows a page of the documentation:
  ${topics().join(", ")}
Exit status: 0 success, 1 error, 2 difference found.
`;
}

export function commandHelp(command: NamedCommand): string {
  const options = optionRows(command);
  const examples = Object.entries(command.examples).map(
    ([line, what]) => `  terraloom ${line}\n      ${what}`,
  );
  return `${usageLine(command)}

${command.description}

Options:
${columns(options)}

Examples:
${examples.join("\n")}
`;
}

/** `Usage: terraloom trace NAME [OPTIONS]` */
export function usageLine({ name, names }: NamedCommand): string {
  return `Usage: terraloom ${name}${names ? ` ${names}` : ""} [OPTIONS]`;
}

export function optionRows(command: NamedCommand): (readonly [usage: string, help: string])[] {
  return Object.values(optionsOf(command)).map(({ usage, help }) => [usage, help] as const);
}

function columns(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([first]) => first.length));
  return rows.map(([first, second]) => `  ${first.padEnd(width)}  ${second}`).join("\n");
}

const docs = disk(fileURLToPath(new URL("../../docs", import.meta.url)));
const ending = ".md";

/** The names of the documentation's pages, sorted. */
export function topics(): string[] {
  return docs
    .list("")
    .flatMap(({ name }) => (name.endsWith(ending) ? name.slice(0, -ending.length) : []));
}

/** A page as it is written: Markdown. */
export function topicText(topic: string): string {
  return readText(docs, `${topic}${ending}`) ?? "";
}
