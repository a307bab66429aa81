import { rmSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Those that exist now. */
const folders = new Set<string>();

/**
 * Lends an empty folder that nobody else may read: Terraform keeps a backend's configuration there, which may
 * hold credentials. It is removed afterwards, whatever happens, Ctrl-C too.
 */
export async function inPrivateFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "terraloom-"));
  if (folders.size === 0) for (const signal of signals) process.once(signal, endBy);
  folders.add(folder);
  try {
    return await use(folder);
  } finally {
    remove(folder);
    folders.delete(folder);
    if (folders.size === 0) for (const signal of signals) process.off(signal, endBy);
  }
}

/** Ends as the process would have without us. */
function endBy(signal: NodeJS.Signals): void {
  for (const folder of folders) remove(folder);
  for (const other of signals) process.off(other, endBy);
  process.kill(process.pid, signal);
}

function remove(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}
