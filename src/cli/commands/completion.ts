import { RootCommand } from "@bomb.sh/tab";
import { diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Command } from "../command.ts";
import { completionScripts } from "../completionScripts.ts";
import { refuse } from "../options.ts";
import { wrongChoice } from "../optionValues.ts";

const shells = ["bash", "zsh", "fish", "powershell"];

/** `terraloom completion`. The library prints its scripts past the command's streams. */
export const command: Command = {
  names: shells.join("|"),
  description: `Prints a shell script that completes commands, options, environments, stacks and variables on Tab.
Load it in your shell's start-up file. It runs terraloom, which must be on PATH, for the project of
the current folder.`,
  examples: {
    "completion bash >> ~/.bashrc": "for bash; zsh likewise",
    "completion fish > ~/.config/fish/completions/terraloom.fish": "for fish",
  },
  options: {},
  async run({ names: [shell = ""] }, io) {
    const reason = wrongChoice(shell, shells);
    if (reason) return refuse([diagnostic("answer-wrong", { option: "SHELL", reason })], io);
    const script = completionScripts[shell];
    if (script) io.stdout.write(script);
    else new RootCommand().setup("terraloom", "terraloom", shell);
    return 0;
  },
};
