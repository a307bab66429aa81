import { rmSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onSignal } from "./onSignal.ts";

/**
 * Lends an empty folder that nobody else may read: Terraform keeps a backend's configuration there, which may
 * hold credentials. It is removed afterwards, whatever happens, Ctrl-C too.
 */
export async function inPrivateFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "terraloom-"));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  const release = onSignal(remove);
  try {
    return await use(folder);
  } finally {
    remove();
    release();
  }
}
