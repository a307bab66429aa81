import { cpSync, existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { generate } from "../../src/generate/generate.ts";
import { cacheDirectory, cachePath } from "../../src/load/cache.ts";
import { schemaEntry } from "../../src/model/layout.ts";
import { loadProject } from "../../src/project/loadProject.ts";

/** A folder for each project that many tests begin with: its schema, compiled, and the shapes of HCL that the parser took. */
const keptFolder = (repository: string): string =>
  join(repository, "node_modules/.cache/terraloom-tests");

/** What a checkout's runs remember by its path, under a name that goes for all. */
const records = ["schema", "shapes"];

/** Forgets what earlier runs of the tests kept. */
export function forgetCaches(repository: string): void {
  rmSync(keptFolder(repository), { recursive: true, force: true });
}

/**
 * Generates a project and keeps what the run remembers, for all tests that begin with the same: compiling the schema and
 * starting the parser take a quarter of a second of processor time for each of a thousand tests.
 */
export async function keepCaches(repository: string, name: string, root: string): Promise<void> {
  const folder = join(keptFolder(repository), name);
  await generate(await loadProject(root));
  cpSync(join(root, schemaEntry), join(folder, "index.ts"));
  for (const entry of readdirSync(cacheDirectory(root))) {
    if (isBundle(entry)) cpSync(join(cacheDirectory(root), entry), join(folder, entry));
  }
  for (const record of records) cpSync(cachePath(root, record), join(folder, `${record}.json`));
}

/** Gives a project what was kept of one with the same schema, if that was. It is looked at as any cache is. */
export function giveCaches(repository: string, root: string): void {
  const schema = join(root, schemaEntry);
  if (!existsSync(keptFolder(repository)) || !existsSync(schema)) return;
  const text = readFileSync(schema);
  for (const name of readdirSync(keptFolder(repository))) {
    const folder = join(keptFolder(repository), name);
    if (!text.equals(readFileSync(join(folder, "index.ts")))) continue;
    for (const entry of readdirSync(folder).filter(isBundle)) {
      cpSync(join(folder, entry), join(cacheDirectory(root), entry));
    }
    for (const record of records) cpSync(join(folder, `${record}.json`), cachePath(root, record));
  }
}

function isBundle(name: string): boolean {
  return /\.[cm]js(?:\.map)?$/.test(name);
}
