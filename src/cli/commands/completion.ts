import { RootCommand } from "@bomb.sh/tab";
import type { Command } from "../command.ts";

const shells = ["bash", "zsh", "fish", "powershell"];

/** `terraloom completion`. The script is printed by the library, past the command's streams. */
export const command: Command = {
  name: "completion",
  names: shells.join("|"),
  description: `Prints a script that completes commands, options, environments, stacks and variables when Tab is pressed.
Load it where your shell starts. It asks terraloom, which has to be on PATH, about the project of the
current folder.`,
  examples: [
    [
      "completion bash >> ~/.bashrc",
      "for bash, which needs the package bash-completion; zsh likewise",
    ],
    ["completion fish > ~/.config/fish/completions/terraloom.fish", "for fish"],
  ],
  options: {},
  async run({ names: [shell = ""] }, io) {
    if (!shells.includes(shell)) {
      io.stderr.write(`terraloom: completion takes one of ${shells.join(", ")}.\n`);
      return 1;
    }
    new RootCommand().setup("terraloom", "terraloom", shell);
    return 0;
  },
};
