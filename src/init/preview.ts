import { join } from "node:path";
import { type Diagnostic, diagnostic, hasErrors } from "../diagnostics/diagnostic.ts";
import { inTemporaryFolder } from "../files/temporaryFolder.ts";
import { prepareGenerate } from "../generate/generate.ts";
import { failure, type Result, success } from "../model/result.ts";
import { loadProject } from "../project/loadProject.ts";
import type { OwnPackage } from "./ownPackage.ts";

/** What would be generated, and its problems. */
interface Preview {
  readonly generated: ReadonlyMap<string, string | Uint8Array>;
  readonly warnings: readonly Diagnostic[];
}

/**
 * Generates a project that is on no disk yet, in a folder of its own that is gone afterwards: where init
 * writes, zod may not be installed so far. What comes of it is the same anywhere.
 *
 * @param sources schema, specs and templates, by path
 * @returns the files of generated/, by path, the manifests last; or what keeps them from being made
 */
export async function previewProject(
  sources: ReadonlyMap<string, string | Uint8Array>,
  { zod }: OwnPackage,
): Promise<Result<Preview>> {
  if (zod === undefined) return failure(diagnostic("init-without-zod", {}));
  return inTemporaryFolder(new Map([...sources, ...standIn(zod)]), async (root) => {
    const { rendered, changes, problems } = await prepareGenerate(await loadProject(root));
    if (!rendered || hasErrors(problems)) return failure(...problems);
    const generated = changes.flatMap(({ path, after }) =>
      after === undefined ? [] : [[path, after] as const],
    );
    return success({ generated: new Map(generated), warnings: problems });
  });
}

/** Files of a package that gives on all of another one. */
export function standIn(zod: string): ReadonlyMap<string, string> {
  const entry = JSON.stringify(join(zod, "index.js"));
  return new Map([
    ["node_modules/zod/package.json", '{ "name": "zod", "type": "module", "main": "index.js" }\n'],
    ["node_modules/zod/index.js", `export * from ${entry};\nexport { default } from ${entry};\n`],
  ]);
}
