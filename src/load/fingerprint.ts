import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
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

function addFolder(hash: ReturnType<typeof createHash>, folder: string): void {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) =>
    a.name < b.name ? -1 : 1,
  );
  for (const entry of entries) {
    const path = join(folder, entry.name);
    hash.update(`\0${entry.name}\0`);
    if (entry.isDirectory()) addFolder(hash, path);
    else if (entry.isFile()) hash.update(readFileSync(path));
  }
}
