import type { Readable, Writable } from "node:stream";
import type { Command } from "../command.ts";

export const command: Command = {
  description: `Provides editor support for templates, with the Language Server Protocol on stdin and stdout:
completion of names after {{, their meaning and their value in each environment, their declaration,
and errors while you type. Your editor starts it and ends it; see terraloom help editors.`,
  examples: {
    "language-server": "the command for an editor's settings",
    "language-server --stdio": "as some editors start it",
  },
  options: {
    "--stdio": "use stdin and stdout, which is the default",
  },
  async run(_given, io) {
    if (!io.stdin) return 1;
    const { serveTemplates } = await import("../../languageServer/serveTemplates.ts");
    // The protocol counts bytes: nothing may change them on the way.
    await serveTemplates(io.stdin as Readable, (io.stdout.raw ?? io.stdout) as unknown as Writable);
    return 0;
  },
};
