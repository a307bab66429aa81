import type { Blueprint } from "../blueprint.ts";
import type { OwnPackage } from "../ownPackage.ts";
import { compilerOptions, editorExtensions, gitAttributes, gitIgnore } from "./dotFiles.ts";
import { packageJson } from "./packageJson.ts";
import { projectTest } from "./projectTest.ts";
import { readme } from "./readme.ts";
import { schemaText } from "./schema.ts";
import { specFiles } from "./specs.ts";
import { workflow } from "./workflow.ts";

/** What `generate` reads: schema, specs and templates, by path. */
export function sourceFiles(blueprint: Blueprint): ReadonlyMap<string, string | Uint8Array> {
  const templates = [...blueprint.templates].map(
    ([path, content]) => [`templates/${path}`, content] as const,
  );
  return new Map<string, string | Uint8Array>([
    ["schema/index.ts", schemaText([blueprint])],
    ...specFiles(blueprint),
    ...templates,
  ]);
}

const surrounding: Readonly<Record<string, (blueprint: Blueprint, own: OwnPackage) => string>> = {
  "package.json": (_, own) => packageJson(own),
  "tsconfig.json": () => compilerOptions,
  ".gitignore": () => gitIgnore,
  ".gitattributes": () => gitAttributes,
  ".vscode/extensions.json": () => editorExtensions,
  ".github/workflows/terraform.yml": () => workflow,
  "README.md": readme,
};

/** The paths of {@link surroundingFiles}. */
export const surroundingPaths: readonly string[] = Object.keys(surrounding);

/** What a repository has around schema, specs and templates. Where one of them is there already, it is left as it is. */
export function surroundingFiles(
  blueprint: Blueprint,
  own: OwnPackage,
): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(surrounding).map(([path, textOf]) => [path, textOf(blueprint, own)]),
  );
}

/** The test of the project, by path. */
export const testFiles: ReadonlyMap<string, string> = new Map([
  ["test/project.test.mjs", projectTest],
]);
