import type { Blueprint } from "../blueprint.ts";
import type { OwnPackage } from "../ownPackage.ts";
import type { RepositorySetup } from "../repositorySetup.ts";
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

/** Files around schema, specs and templates, by path from the repository's root; existing ones are left alone. */
export function toolingFiles(
  described: Described,
  own: OwnPackage,
  setup: RepositorySetup,
): ReadonlyMap<string, string> {
  const { folder, ci, owners } = setup;
  const inProject: Readonly<Record<string, string>> = {
    "package.json": packageJson(own, folder),
    "tsconfig.json": compilerOptions,
    ".gitignore": gitIgnore,
    ".gitattributes": gitAttributes,
    ".editorconfig": editorConfig,
    ".terraform-version": terraformVersion,
    ".vscode/extensions.json": editorExtensions,
    ".vscode/settings.json": editorSettings,
    "README.md": readme(described, setup),
    "CONTRIBUTING.md": contributing(described, setup),
    ...(ci === "gitlab" ? { "renovate.json": renovate } : {}),
  };
  const inRepository: Readonly<Record<string, string>> = {
    ...(ci === "github"
      ? {
          [workflowPath(setup)]: workflow(setup),
          ".github/dependabot.yml": dependabot(setup),
        }
      : {}),
    ...(ci === "gitlab" ? { ".gitlab-ci.yml": gitlabPipeline(setup) } : {}),
    ...(owners.size > 0
      ? {
          [ci === "gitlab" ? ".gitlab/CODEOWNERS" : ".github/CODEOWNERS"]: codeOwners(setup),
        }
      : {}),
  };
  const placed = Object.entries(inProject).map(([path, text]) => [folder + path, text] as const);
  return new Map([...placed, ...Object.entries(inRepository)]);
}

/** The paths of {@link toolingFiles}. */
export function toolingPaths(setup: RepositorySetup): readonly string[] {
  const nothing = { stack: "", modules: [], environments: [] };
  const own = { ranges: { terraloom: "", zod: "" } };
  return [...toolingFiles(nothing, own, setup).keys()];
}

/** The test of the project, by path. */
export const testFiles: ReadonlyMap<string, string> = new Map([[testFile, projectTest]]);
