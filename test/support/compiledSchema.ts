import { cpSync, existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { bundleSchema } from "../../src/load/bundle.ts";
import { cacheDirectory, cachePath } from "../../src/load/cache.ts";
import { schemaEntry } from "../../src/model/layout.ts";

/** What the schema that most tests begin with was compiled to. */
const kept = (repository: string): string =>
  join(repository, "node_modules/.cache/terraloom-tests");
const record = "schema.json";

/**
 * Compiles the schema of a project and keeps the result for all that begin with the same: that takes a tenth of a second of
 * processor time for each of a thousand tests.
 */
export async function keepCompiled(repository: string, root: string): Promise<void> {
  const folder = kept(repository);
  rmSync(folder, { recursive: true, force: true });
  if (!(await bundleSchema(root, schemaEntry)).ok) return;
  cpSync(cacheDirectory(root), folder, { recursive: true });
  cpSync(cachePath(root, "schema"), join(folder, record));
  cpSync(join(root, schemaEntry), join(folder, "index.ts"));
}

/** Gives a project what its schema was compiled to, if that was kept. It is looked at as any cache is. */
export function giveCompiled(repository: string, root: string): void {
  const folder = kept(repository);
  const schema = join(root, schemaEntry);
  if (!existsSync(join(folder, record)) || !existsSync(schema)) return;
  if (!readFileSync(schema).equals(readFileSync(join(folder, "index.ts")))) return;
  const isBundle = (path: string): boolean => path === folder || /\.mjs(?:\.map)?$/.test(path);
  cpSync(folder, cacheDirectory(root), { recursive: true, filter: isBundle });
  cpSync(join(folder, record), cachePath(root, "schema"));
}
