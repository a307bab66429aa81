import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** A block of commands of a page, and what it says is printed. */
export interface Block {
  readonly commands: string;
  /** Lines that are among what is printed. */
  readonly printed: readonly string[];
}

/** The blocks of commands of a page, in order; a block of text behind one is part of what it prints. */
export function blocksOf(page: string): readonly Block[] {
  const fences = [...page.matchAll(/^```(\w*)[^\n]*\n([\s\S]*?)^```$/gm)];
  return fences.flatMap(([, language, body = ""], index): Block[] => {
    if (language !== "sh") return [];
    const [, next, text = ""] = fences[index + 1] ?? [];
    const printed = next === "text" ? text.split("\n").filter((line) => line.trim() !== "") : [];
    return [{ commands: body, printed }];
  });
}

/**
 * Runs blocks in one shell, word for word, and gives what each printed. `npx terraloom` is the package that is installed,
 * and `npm install` links it: nothing is fetched.
 *
 * @param installed a folder that has the package in its node_modules
 */
export function runBlocks(
  blocks: readonly Block[],
  folder: string,
  installed: string,
): { readonly status: number | null; readonly printed: readonly string[]; readonly all: string } {
  const programs = join(folder, ".programs");
  mkdirSync(programs, { recursive: true });
  const program = (name: string, text: string): void => {
    writeFileSync(join(programs, name), `#!/bin/sh\n${text}\n`);
    chmodSync(join(programs, name), 0o755);
  };
  const modules = join(installed, "node_modules");
  program("npx", `shift; exec node "${modules}/terraloom/bin/terraloom.js" "$@"`);
  program(
    "npm",
    `mkdir -p node_modules; for each in "${modules}"/*; do ln -sfn "$each" node_modules/; done`,
  );
  const mark = "=== block ===";
  const script = blocks.map(({ commands }) => `echo "${mark}"\n${commands}`).join("\n");
  const identity = { name: "A Person", email: "person@example.org" };
  const { status, stdout, stderr } = spawnSync("bash", ["-e", "-c", `exec 2>&1\n${script}`], {
    cwd: folder,
    encoding: "utf8",
    env: {
      ...process.env,
      PATH: `${programs}:${process.env.PATH}`,
      NO_COLOR: "1",
      GIT_AUTHOR_NAME: identity.name,
      GIT_AUTHOR_EMAIL: identity.email,
      GIT_COMMITTER_NAME: identity.name,
      GIT_COMMITTER_EMAIL: identity.email,
    },
  });
  return { status, printed: stdout.split(`${mark}\n`).slice(1), all: stdout + stderr };
}
