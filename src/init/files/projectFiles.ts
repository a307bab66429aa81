import type { Blueprint } from "../blueprint.ts";
import type { OwnPackage } from "../ownPackage.ts";
import type { Surroundings } from "../surroundings.ts";
import { contributing } from "./contributing.ts";
import {
  compilerOptions,
  editorConfig,
  editorExtensions,
  editorSettings,
  gitAttributes,
  gitIgnore,
  terraformVersion,
} from "./dotFiles.ts";
import { gitlabPipeline } from "./gitlab.ts";
import { codeOwners, dependabot, renovate } from "./owners.ts";
import { packageJson } from "./packageJson.ts";
import { projectTest, testFile } from "./projectTest.ts";
import { readme } from "./readme.ts";
import { schemaText } from "./schema.ts";
import { specFiles } from "./specs.ts";
import { workflow, workflowPath } from "./workflow.ts";

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

/** What the texts of surrounding files name. */
export type Described = Pick<Blueprint, "stack" | "modules" | "environments">;

/**
 * What a repository has around schema, specs and templates, by path from the repository's root. Where one of them is there already,
 * it is left as it is.
 */
export function surroundingFiles(
  described: Described,
  own: OwnPackage,
  surroundings: Surroundings,
): ReadonlyMap<string, string> {
  const { folder, ci, owners } = surroundings;
  const inProject: Readonly<Record<string, string>> = {
    "package.json": packageJson(own, folder),
    "tsconfig.json": compilerOptions,
    ".gitignore": gitIgnore,
    ".gitattributes": gitAttributes,
    ".editorconfig": editorConfig,
    ".terraform-version": terraformVersion,
    ".vscode/extensions.json": editorExtensions,
    ".vscode/settings.json": editorSettings,
    "README.md": readme(described, surroundings),
    "CONTRIBUTING.md": contributing(described, surroundings),
    ...(ci === "gitlab" ? { "renovate.json": renovate } : {}),
  };
  const inRepository: Readonly<Record<string, string>> = {
    ...(ci === "github"
      ? {
          [workflowPath(surroundings)]: workflow(surroundings),
          ".github/dependabot.yml": dependabot(surroundings),
        }
      : {}),
    ...(ci === "gitlab" ? { ".gitlab-ci.yml": gitlabPipeline(surroundings) } : {}),
    ...(owners.size > 0
      ? {
          [ci === "gitlab" ? ".gitlab/CODEOWNERS" : ".github/CODEOWNERS"]: codeOwners(surroundings),
        }
      : {}),
  };
  const placed = Object.entries(inProject).map(([path, text]) => [folder + path, text] as const);
  return new Map([...placed, ...Object.entries(inRepository)]);
}

/** The paths of {@link surroundingFiles}. */
export function surroundingPaths(surroundings: Surroundings): readonly string[] {
  const nothing = { stack: "", modules: [], environments: [] };
  const own = { ranges: { terraloom: "", zod: "" } };
  return [...surroundingFiles(nothing, own, surroundings).keys()];
}

/** The test of the project, by path. */
export const testFiles: ReadonlyMap<string, string> = new Map([[testFile, projectTest]]);
