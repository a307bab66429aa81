import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/**
 * Works in a folder of its own that holds these files, and that is gone afterwards.
 *
 * @param work is given the folder's absolute path
 */
export async function inTemporaryFolder<T>(
  contents: ReadonlyMap<string, string | Uint8Array>,
  work: (root: string) => Promise<T>,
): Promise<T> {
  const root = mkdtempSync(join(tmpdir(), "terraloom-"));
  try {
    for (const [path, content] of contents) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), content);
    }
    return await work(root);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
