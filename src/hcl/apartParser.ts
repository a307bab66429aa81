import { spawn } from "node:child_process";
import { statSync } from "node:fs";
import { createRequire } from "node:module";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { stage } from "../debug/debug.ts";
import type { SyntaxFault } from "./tokens.ts";

/** A file's text, and its name for messages. */
export interface HclText {
  readonly path: string;
  readonly text: string;
}

/**
 * A process that parses HCL, once: the parser is a Go program in WebAssembly that takes 135 MB and gives none of
 * it back. It starts in 0.2 s, so whoever knows that something will be parsed starts it early.
 */
export interface ApartParser {
  /** Each file's fault, or null where it parses. To be asked once; the process is gone afterwards. */
  parse(files: readonly HclText[]): Promise<readonly (SyntaxFault | null)[]>;
  /** Ends the process, if it was not asked. */
  stop(): void;
}

export function startParser(): ApartParser {
  // Only tests run the sources themselves, and they build dist/ first.
  const isSource = import.meta.url.endsWith(".ts");
  const folder = isSource ? "../../dist/hcl" : "../hcl";
  const program = fileURLToPath(new URL(`${folder}/parseProcess.js`, import.meta.url));
  const child = spawn(process.execPath, [program], { stdio: ["pipe", "pipe", "inherit"] });
  // Writing to a process that could not be started, or has ended, fails: then there is no result either.
  for (const source of [child, child.stdin]) source.on("error", () => undefined);
  return {
    async parse(files) {
      child.stdin.end(JSON.stringify(files));
      const answer = await stage(
        "parse HCL",
        () => firstLine(child.stdout),
        () => `${files.length} shapes`,
      );
      // By default V8 would first compile the parser to faster code, which costs more than it gains.
      child.kill("SIGKILL");
      if (answer === undefined)
        throw new Error("The process that parses HCL ended without an answer");
      return JSON.parse(answer) as (SyntaxFault | null)[];
    },
    stop: () => {
      child.kill("SIGKILL");
    },
  };
}

async function firstLine(output: Readable): Promise<string | undefined> {
  let text = "";
  for await (const piece of output.setEncoding("utf8")) {
    text += piece;
    if (text.endsWith("\n")) return text;
  }
  return undefined;
}

/** The identity of the parser: another one may accept other texts. */
export function parserIdentity(): string {
  const { size, mtimeMs } = statSync(createRequire(import.meta.url).resolve("@cdktn/hcl2json"));
  return `${size} ${mtimeMs}`;
}
