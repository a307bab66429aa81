import { createHash, type Hash } from "node:crypto";
import { type Dirent, readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { dirname, isAbsolute, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { holdsTerraform } from "../files/walkSources.ts";

/**
 * The SHA-256 over schema/, envs/, templates/ and the library itself; `undefined` where one is absent, and where a link
 * among the sources leads out of the project: what is refused stands for nothing.
 */
export function fingerprintInputs(root: string): string | undefined {
  const library = dirname(dirname(fileURLToPath(import.meta.url)));
  const hash = createHash("sha256");
  try {
    const realRoot = realpathSync(root);
    for (const folder of ["schema", "envs", "templates"]) {
      hash.update(`\0${placeInside(realRoot, join(root, folder))}\0`);
      // Environments' code may lie beside their specs.
      addFolder(
        hash,
        join(root, folder),
        realRoot,
        [],
        folder === "envs" ? holdsTerraform : undefined,
      );
    }
    addFolder(hash, library, realpathSync(library));
    return hash.digest("hex");
  } catch {
    return undefined;
  }
}

function addFolder(
  hash: Hash,
  folder: string,
  realRoot: string,
  above: string[] = [],
  isPassedOver: (names: readonly string[]) => boolean = () => false,
): void {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) =>
    a.name < b.name ? -1 : 1,
  );
  if (isPassedOver(entries.map(({ name }) => name))) return;
  for (const entry of entries) {
    const path = join(folder, entry.name);
    hash.update(`\0${kindOf(entry)} ${entry.name}\0`);
    if (entry.isDirectory()) addFolder(hash, path, realRoot, above, isPassedOver);
    else if (entry.isFile()) addFile(hash, path);
    else if (entry.isSymbolicLink()) addTarget(hash, path, realRoot, above);
  }
  hash.update("\0/\0");
}

function kindOf(entry: Dirent): string {
  if (entry.isSymbolicLink()) return "link";
  if (entry.isDirectory()) return "folder";
  return entry.isFile() ? "file" : "other";
}

function addFile(hash: Hash, path: string): void {
  const content = readFileSync(path);
  // A copied program is a program too.
  hash.update(`${(statSync(path).mode & 0o111) === 0 ? "-" : "x"} ${content.length} `);
  hash.update(content);
}

/** Where a link leads, and what is there; one that leads to a folder that it is in says nothing more. */
function addTarget(hash: Hash, path: string, realRoot: string, above: string[]): void {
  const target = statSync(path, { throwIfNoEntry: false });
  if (!target) return;
  const place = placeInside(realRoot, path);
  hash.update(`${place}\0`);
  if (target.isFile()) addFile(hash, path);
  if (target.isDirectory() && !above.includes(place)) {
    addFolder(hash, path, realRoot, [...above, place]);
  }
}

/** Where a path really is, below the root; throws if it is elsewhere. */
function placeInside(realRoot: string, path: string): string {
  const place = relative(realRoot, realpathSync(path));
  if (/^\.\.(?:[\\/]|$)/.test(place) || isAbsolute(place)) throw new Error(`${path} leads outside`);
  return place;
}
