import { spawnSync } from "node:child_process";

/**
 * Whether a program the deeper tests want is on this machine. On a user's machine its tests then skip;
 * with TERRALOOM_REQUIRE_PROGRAMS set (CI) an absent program fails the run instead of hiding it.
 */
export function available(program: string, versionArgument: string): boolean {
  const found = spawnSync(program, [versionArgument], { stdio: "ignore" }).status === 0;
  if (!found && process.env.TERRALOOM_REQUIRE_PROGRAMS) {
    throw new Error(`${program} is not on PATH, and TERRALOOM_REQUIRE_PROGRAMS says it must be`);
  }
  return found;
}

export const terraformAvailable: boolean = available("terraform", "version");

/** A browser, for the pages that are made. */
export const chromiumAvailable: boolean = available("chromium", "--version");

/** `script` of util-linux makes a pseudo-terminal; that of other systems takes other arguments. */
export const pseudoTerminalAvailable: boolean =
  process.platform === "linux" && available("script", "--version");
