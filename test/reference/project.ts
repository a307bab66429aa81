import { cpSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadProject, renderProject } from "../../src/index.ts";

/** This repository. */
export const repository: string = join(import.meta.dirname, "../..");

/** Copies this repository's schema, templates and specs, for a test to change. */
export function copiedProject(): { readonly root: string; readonly remove: () => void } {
  const root = mkdtempSync(join(tmpdir(), "terraloom-copy-"));
  for (const folder of ["schema", "templates", "envs"]) {
    cpSync(join(repository, folder), join(root, folder), { recursive: true });
  }
  symlinkSync(join(repository, "node_modules"), join(root, "node_modules"));
  return { root, remove: () => rmSync(root, { recursive: true, force: true }) };
}

/** What a project renders: texts by path. Throws if anything is wrong with it. */
export async function renderedTexts(root: string): Promise<ReadonlyMap<string, string>> {
  const project = await loadProject(root);
  const { outputs, problems } = renderProject(project);
  const all = [...project.problems, ...problems].filter(({ severity }) => severity === "error");
  if (all.length > 0) throw new Error(JSON.stringify(all, null, 2));
  return new Map(
    [...outputs].map(([path, { content }]) => [
      path.replace(/^generated\//, ""),
      content.toString(),
    ]),
  );
}
