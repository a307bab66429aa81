import { type Command, commonOptions, type Option } from "./command.ts";
import type { CommandEntry } from "./commands.ts";

/** The text of `terraloom --help`. */
export function programHelp(commands: readonly CommandEntry[]): string {
  const width = Math.max(...commands.map(({ name }) => name.length));
  const lines = commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`);
  return `Usage: terraloom COMMAND [OPTIONS]

One YAML spec per environment, checked against one schema, woven into committed Terraform.

Commands:
${lines.join("\n")}

terraloom COMMAND --help tells more. Exit status: 0 nothing to say, 1 error, 2 difference found.
`;
}

/** The text of `terraloom COMMAND --help`. */
export function commandHelp(command: Command): string {
  const options = { ...command.options, ...commonOptions };
  const names = Object.entries(options).map(
    ([name, option]) => [usage(name, option), option.help] as const,
  );
  const width = Math.max(...names.map(([name]) => name.length));
  const arguments_ = command.names ? ` ${command.names}` : "";
  return `Usage: terraloom ${command.name}${arguments_} [OPTIONS]

${command.description}

Options:
${names.map(([name, help]) => `  ${name.padEnd(width)}  ${help}`).join("\n")}
`;
}

function usage(name: string, { value }: Option): string {
  return value ? `--${name} ${value}` : `--${name}`;
}
