import type { Readable, Writable } from "node:stream";
import type { Command } from "../command.ts";

/** `terraloom language-server` */
export const command: Command = {
  description: `Answers an editor about templates, in the Language Server Protocol on stdin and stdout: what {{ may name, what a name
means and holds in each environment, where it is declared, and what is wrong while it is typed. An editor starts it; see
terraloom help editors. It ends with the editor.`,
  examples: {
    "language-server": "what an editor's settings name",
    "language-server --stdio": "as some editors say it",
  },
  options: {
    "--stdio": "on stdin and stdout, which it is anyway",
  },
  async run(_given, io) {
    if (!io.stdin) return 1;
    const { serveTemplates } = await import("../../languageServer/serveTemplates.ts");
    // The protocol counts bytes: nothing may change them on the way.
    await serveTemplates(io.stdin as Readable, (io.stdout.raw ?? io.stdout) as unknown as Writable);
    return 0;
  },
};
