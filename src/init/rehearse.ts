import { randomUUID } from "node:crypto";
import { tmpdir } from "node:os";
import { join, posix } from "node:path";
import { type Diagnostic, diagnostic, hasErrors } from "../diagnostics/diagnostic.ts";
import { disk } from "../files/disk.ts";
import { prepareGenerate } from "../generate/generate.ts";
import { plan } from "../generate/plan.ts";
import { type Files, walk } from "../model/files.ts";
import { generatedDirectory } from "../model/layout.ts";
import { loadProject } from "../project/loadProject.ts";
import type { OwnPackage } from "./ownPackage.ts";

/**
 * Generates a project that is on no disk yet, in a folder of its own that is gone afterwards: where init
 * writes, zod may not be installed so far. What comes of it is the same anywhere.
 *
 * @param sources schema, specs and templates, by path
 * @returns the files of generated/, by path, the manifests last; or what keeps them from being made
 */
export async function rehearse(
  sources: ReadonlyMap<string, string | Uint8Array>,
  { zod }: OwnPackage,
): Promise<
  | {
      readonly generated: ReadonlyMap<string, string | Uint8Array>;
      readonly problems: readonly Diagnostic[];
    }
  | { readonly problems: readonly Diagnostic[] }
> {
  if (zod === undefined) return { problems: [diagnostic("init-without-zod", {})] };
  const root = join(tmpdir(), `terraloom-init-${randomUUID()}`);
  const files = disk(root);
  try {
    for (const [path, content] of [...sources, ...standIn(zod)]) files.write(path, content);
    const project = await loadProject(root);
    const { rendered, problems } = await prepareGenerate(project);
    if (!rendered || hasErrors(problems)) return { problems };
    const outputs = [...rendered.outputs].map(([path, { content }]) => [path, content] as const);
    const manifests = plan(rendered, files).manifests.flatMap(({ path, text }) =>
      text === undefined ? [] : [[path, text] as const],
    );
    const generated = [...outputs, ...manifests].map(
      ([path, content]) => [`${generatedDirectory}/${path}`, content] as const,
    );
    return { generated: new Map(generated), problems };
  } finally {
    removeAll(files);
  }
}

/** A package that gives on all of another one. */
function standIn(zod: string): ReadonlyMap<string, string> {
  const entry = JSON.stringify(join(zod, "index.js"));
  return new Map([
    ["node_modules/zod/package.json", '{ "name": "zod", "type": "module", "main": "index.js" }\n'],
    ["node_modules/zod/index.js", `export * from ${entry};\nexport { default } from ${entry};\n`],
  ]);
}

function removeAll(files: Files): void {
  for (const path of walk(files, "")) {
    files.remove(path);
    for (let folder = posix.dirname(path); folder !== "."; folder = posix.dirname(folder)) {
      files.removeEmptyDirectory(folder);
    }
  }
  files.removeEmptyDirectory("");
}
