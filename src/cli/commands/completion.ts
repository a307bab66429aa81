import { RootCommand } from "@bomb.sh/tab";
import type { Command } from "../command.ts";
import { completionScripts } from "../completionScripts.ts";
import { refuseAnswer } from "../options.ts";

const shells = ["bash", "zsh", "fish", "powershell"];

/** `terraloom completion`. The library prints its scripts past the command's streams. */
export const command: Command = {
  names: shells.join("|"),
  description: `Prints a script that completes commands, options, environments, stacks and variables when Tab is pressed.
Load it where your shell starts. It asks terraloom, which has to be on PATH, about the project of the
current folder.`,
  examples: {
    "completion bash >> ~/.bashrc": "for bash; zsh likewise",
    "completion fish > ~/.config/fish/completions/terraloom.fish": "for fish",
  },
  options: {},
  async run({ names: [shell = ""] }, io) {
    if (!shells.includes(shell)) {
      return refuseAnswer("SHELL", `expected ${shells.join(", ")}, got "${shell}"`, io);
    }
    const script = completionScripts[shell];
    if (script) io.stdout.write(script);
    else new RootCommand().setup("terraloom", "terraloom", shell);
    return 0;
  },
};
