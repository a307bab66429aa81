import { join } from "node:path";
import { type Diagnostic, diagnostic, hasErrors } from "../diagnostics/diagnostic.ts";
import { inTemporaryFolder } from "../files/temporaryFolder.ts";
import { prepareGenerate } from "../generate/generate.ts";
import type { Project } from "../model/project.ts";
import { failure, type Result, success } from "../model/result.ts";
import { loadProject } from "../project/loadProject.ts";
import type { OwnPackage } from "./ownPackage.ts";

/** What would be generated, and its problems. */
interface Preview {
  readonly generated: ReadonlyMap<string, string | Uint8Array>;
  readonly warnings: readonly Diagnostic[];
}

/**
 * Generates a project that is on no disk yet.
 *
 * @param sources schema, specs and templates, by path
 * @returns the files of generated/, by path, the manifests last; or what keeps them from being made
 */
export async function previewProject(
  sources: ReadonlyMap<string, string>,
  own: OwnPackage,
): Promise<Result<Preview>> {
  const tried = await onTrial(sources, own, (project) => prepareGenerate(project));
  if (!tried.ok) return tried;
  const { rendered, changes, problems } = tried.value;
  if (!rendered || hasErrors(problems)) return failure(...problems);
  const generated = changes.flatMap(({ path, after }) =>
    after === undefined ? [] : [[path, after] as const],
  );
  return success({ generated: new Map(generated), warnings: problems });
}

/**
 * Works on a project in a folder of its own that is gone afterwards: where it is to be written, zod may not be installed
 * so far. What comes of it is the same anywhere.
 */
export async function onTrial<T>(
  sources: ReadonlyMap<string, string>,
  { zod }: OwnPackage,
  work: (project: Project) => Promise<T>,
): Promise<Result<T>> {
  if (zod === undefined) return failure(diagnostic("init-without-zod", {}));
  // A package that re-exports another one.
  const entry = JSON.stringify(join(zod, "index.js"));
  const standIn = {
    "node_modules/zod/package.json": '{ "name": "zod", "type": "module", "main": "index.js" }\n',
    "node_modules/zod/index.js": `export * from ${entry};\nexport { default } from ${entry};\n`,
  };
  return inTemporaryFolder(new Map([...sources, ...Object.entries(standIn)]), async (folder) =>
    success(await work(await loadProject(folder))),
  );
}
