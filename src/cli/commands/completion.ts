import { RootCommand } from "@bomb.sh/tab";
import type { Command } from "../command.ts";
import { refuseAnswer } from "../options.ts";

const shells = ["bash", "zsh", "fish", "powershell"];

/** What the library's script wants of the package bash-completion, for a machine without it, as most Macs are. */
const bashWords = `declare -F _get_comp_words_by_ref >/dev/null || _get_comp_words_by_ref() {
    cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD-1]} words=("\${COMP_WORDS[@]}") cword=$COMP_CWORD
}
`;

/** `terraloom completion`. The script is printed by the library, past the command's streams. */
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
    if (shell === "bash") io.stdout.write(bashWords);
    new RootCommand().setup("terraloom", "terraloom", shell);
    return 0;
  },
};
