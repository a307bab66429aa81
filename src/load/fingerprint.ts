import { createHash, type Hash } from "node:crypto";
import { type Dirent, readdirSync, realpathSync, statSync } from "node:fs";
import { dirname, isAbsolute, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { holdsTerraform } from "../files/walkSources.ts";
import { specsDirectory } from "../model/layout.ts";
import { sha256 } from "../text/sha256.ts";
import { statAndHash } from "./statAndHash.ts";

/** Hashes of everything that a run depends on. */
export interface Fingerprints {
  /** Over all of it. */
  readonly inputs: string;
  /** Over all of it but what files under envs/ say. */
  readonly others: string;
  /** Of what each file under envs/ says, by its path below the root. */
  readonly specs: Readonly<Record<string, string>>;
}

/** The SHA-256 over all that `fingerprintSources` looks at. */
export function fingerprintInputs(root: string): string | undefined {
  return fingerprintSources(root)?.inputs;
}

/**
 * The SHA-256 over schema/, envs/ and templates/, and of which build the library is; `undefined` where one is absent,
 * and where a link among the sources leads out of the project: what is refused stands for nothing.
 */
export function fingerprintSources(root: string): Fingerprints | undefined {
  const hash = createHash("sha256");
  const specs: Record<string, string> = {};
  try {
    const realRoot = realpathSync(root);
    for (const folder of ["schema", specsDirectory, "templates"]) {
      const addContent: AddContent =
        folder === specsDirectory
          ? (path, content) => {
              specs[relative(root, path).replaceAll("\\", "/")] = content;
            }
          : (_, content) => hash.update(content);
      hash.update(`\0${placeInside(realRoot, join(root, folder))}\0`);
      // Environments' code may lie beside their specs.
      const isPassedOver = folder === specsDirectory ? holdsTerraform : undefined;
      addFolder({ hash, addContent, realRoot, isPassedOver }, join(root, folder));
    }
    hash.update(libraryStamp());
    const others = hash.digest("hex");
    return { inputs: sha256(JSON.stringify([others, specs])), others, specs };
  } catch {
    return undefined;
  }
}

let stamp: string | undefined;

/**
 * Tells one build of the library from another, on any machine: built, the names of its files say what is in them, so
 * that nothing needs to be read. What a process has loaded stays the same until its end.
 */
function libraryStamp(): string {
  stamp ??= readStamp();
  return stamp;
}

function readStamp(): string {
  const here = fileURLToPath(import.meta.url);
  const folder = here.endsWith(".ts") ? dirname(dirname(here)) : dirname(here);
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
  return names.map((name) => `${name} ${statSync(join(folder, name)).size}`).join("\n");
}

/** @param content its SHA-256 */
type AddContent = (path: string, content: string) => void;

interface Look {
  readonly hash: Hash;
  readonly addContent: AddContent;
  readonly realRoot: string;
  /** Of folders of folders: whether what one has makes it no source. */
  readonly isPassedOver?: ((names: readonly string[]) => boolean) | undefined;
}

function addFolder(look: Look, folder: string, above: string[] = []): void {
  const { hash } = look;
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) =>
    a.name < b.name ? -1 : 1,
  );
  if (look.isPassedOver?.(entries.map(({ name }) => name))) return;
  for (const entry of entries) {
    const path = join(folder, entry.name);
    hash.update(`\0${kindOf(entry)} ${entry.name}\0`);
    if (entry.isDirectory()) addFolder(look, path, above);
    else if (entry.isFile()) addFile(look, path);
    else if (entry.isSymbolicLink()) addTarget(look, path, above);
  }
  hash.update("\0/\0");
}

function kindOf(entry: Dirent): string {
  if (entry.isSymbolicLink()) return "link";
  if (entry.isDirectory()) return "folder";
  return entry.isFile() ? "file" : "other";
}

function addFile({ hash, addContent }: Look, path: string): void {
  const file = statAndHash(path);
  // A copied file keeps its executable mode.
  hash.update((file.mode & 0o111) === 0 ? "-" : "x");
  addContent(path, file.hash);
}

/** Where a link leads, and what is there; one that leads to a folder that it is in says nothing more. */
function addTarget(look: Look, path: string, above: string[]): void {
  const { hash, realRoot } = look;
  const target = statSync(path, { throwIfNoEntry: false });
  if (!target) return;
  const place = placeInside(realRoot, path);
  hash.update(`${place}\0`);
  if (target.isFile()) addFile(look, path);
  if (target.isDirectory() && !above.includes(place)) {
    addFolder({ ...look, isPassedOver: undefined }, path, [...above, place]);
  }
}

/** Where a path really is, below the root; throws if it is elsewhere. */
function placeInside(realRoot: string, path: string): string {
  const place = relative(realRoot, realpathSync(path));
  if (/^\.\.(?:[\\/]|$)/.test(place) || isAbsolute(place)) throw new Error(`${path} leads outside`);
  return place;
}
