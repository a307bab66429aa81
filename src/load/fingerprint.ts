import { createHash } from "node:crypto";
import { readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The SHA-256 over schema/, envs/, templates/ and the library itself; `undefined` where one is absent. */
export function fingerprintInputs(root: string): string | undefined {
  const library = dirname(dirname(fileURLToPath(import.meta.url)));
  const hash = createHash("sha256");
  try {
    for (const folder of ["schema", "envs", "templates"]) addFolder(hash, join(root, folder));
    addFolder(hash, library);
    return hash.digest("hex");
  } catch {
    return undefined;
  }
}

function addFolder(
  hash: ReturnType<typeof createHash>,
  folder: string,
  above: readonly string[] = [],
): void {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) =>
    a.name < b.name ? -1 : 1,
  );
  for (const entry of entries) {
    const path = join(folder, entry.name);
    hash.update(`\0${entry.name}\0`);
    if (entry.isDirectory()) addFolder(hash, path, above);
    else if (entry.isFile()) addFile(hash, path);
    else if (entry.isSymbolicLink()) addTarget(hash, path, above);
  }
}

function addFile(hash: ReturnType<typeof createHash>, path: string): void {
  // A copied program is a program too.
  hash.update((statSync(path).mode & 0o111) === 0 ? "-" : "x");
  hash.update(readFileSync(path));
}

/** What a link leads to; one that leads to a folder that it is in says nothing more. */
function addTarget(
  hash: ReturnType<typeof createHash>,
  path: string,
  above: readonly string[],
): void {
  const target = statSync(path, { throwIfNoEntry: false });
  if (target?.isFile()) addFile(hash, path);
  if (!target?.isDirectory()) return;
  const real = realpathSync(path);
  if (!above.includes(real)) addFolder(hash, path, [...above, real]);
}
