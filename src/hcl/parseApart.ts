import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import type { SyntaxFault } from "./tokens.ts";

/** A file's text, and its name for messages. */
export interface HclText {
  readonly path: string;
  readonly text: string;
}

/**
 * Parses files in a process of its own, which is gone afterwards: the parser is a Go program in
 * WebAssembly that takes 135 MB and gives none of it back.
 *
 * @returns each file's fault, or null where it parses
 */
export async function parseApart(
  files: readonly HclText[],
): Promise<readonly (SyntaxFault | null)[]> {
  if (files.length === 0) return [];
  const isSource = import.meta.url.endsWith(".ts");
  const program = fileURLToPath(
    new URL(`./parseProcess.${isSource ? "ts" : "js"}`, import.meta.url),
  );
  // The sources themselves run in tests alone, where tsx is at hand.
  const loader = isSource ? ["--import", "tsx"] : [];
  const child = spawn(process.execPath, [...loader, program], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  child.stdin.end(JSON.stringify(files));
  const [output, status] = await Promise.all([
    text(child.stdout),
    new Promise<number | null>((resolve, reject) => child.on("exit", resolve).on("error", reject)),
  ]);
  if (status !== 0) throw new Error(`The process that parses HCL ended with ${status}`);
  return JSON.parse(output) as (SyntaxFault | null)[];
}
