import { generatedDirectory, layoutOf, templatesDirectory } from "../../model/layout.ts";
import type { Blueprint } from "../blueprint.ts";
import type { OwnPackage } from "../ownPackage.ts";
import { packageManagers } from "../packageManagers.ts";
import type { RepositorySetup } from "../repositorySetup.ts";
import { starterText } from "../starterText.ts";
import { packageJson } from "./packageJson.ts";
import { type SchemaOptions, schemaText } from "./schema.ts";
import { specFiles } from "./specs.ts";

/** What `generate` reads: schema, specs and templates of a project with these stacks, by path. */
export function sourceFiles(
  blueprints: readonly Blueprint[],
  options: SchemaOptions = {},
): ReadonlyMap<string, string> {
  const layout = layoutOf(options.output ?? generatedDirectory);
  return new Map([
    ["schema/index.ts", schemaText(blueprints, options)],
    ...blueprints.flatMap((blueprint) => [
      ...specFiles(blueprint, layout),
      ...templateFiles(blueprint),
    ]),
  ]);
}

/** The templates of a stack, by path. */
export function templateFiles({ templates }: Blueprint): readonly (readonly [string, string])[] {
  return [...templates].map(([path, text]) => [`${templatesDirectory}/${path}`, text]);
}

/** What the texts of surrounding files name. */
type Described = Pick<Blueprint, "stack" | "modules" | "environments">;

/** The files of every project but its package.json, in the order in which they are written. */
const projectFiles = [
  "tsconfig.json",
  ".gitignore",
  ".gitattributes",
  ".editorconfig",
  ".terraform-version",
  ".vscode/extensions.json",
  ".vscode/settings.json",
  "README.md",
  "CONTRIBUTING.md",
];

/** Files around schema, specs and templates, by path from the repository's root; existing ones are left alone. */
export function toolingFiles(
  described: Described,
  own: OwnPackage,
  setup: RepositorySetup,
): ReadonlyMap<string, string> {
  const { folder, ci, owners } = setup;
  const values = { ...projectValues(described, setup), ...pipelineValues(setup) };
  const files = new Map([[`${folder}package.json`, packageJson(own, folder)]]);
  for (const path of projectFiles) files.set(folder + path, starterText(path, values));
  if (ci === "github") {
    files.set(workflowPath(setup), starterText("github/terraform.yml", values));
    files.set(".github/dependabot.yml", starterText("github/dependabot.yml", values));
  }
  if (ci === "gitlab") {
    files.set(`${folder}renovate.json`, starterText("gitlab/renovate.json"));
    files.set(".gitlab-ci.yml", starterText("gitlab/gitlab-ci.yml", values));
  }
  if (owners.size > 0) {
    files.set(ci === "gitlab" ? ".gitlab/CODEOWNERS" : ".github/CODEOWNERS", codeOwners(setup));
  }
  return files;
}

/** The paths of {@link toolingFiles}. */
export function toolingPaths(setup: RepositorySetup): readonly string[] {
  const nothing = { stack: "", modules: [], environments: [] };
  const own = { ranges: { terraloom: "", zod: "" } };
  return [...toolingFiles(nothing, own, setup).keys()];
}

/** The test of a project, which `node --test` runs by its name: a repository may have others that are not for Node alone. */
const testFile = "test/project.test.mjs";

/** The test of the project, by path. */
export const testFiles: ReadonlyMap<string, string> = new Map([[testFile, starterText(testFile)]]);

/** Where GitHub reads the workflow, from the repository's root: of each project another. */
export function workflowPath({ folder }: Pick<RepositorySetup, "folder">): string {
  const name = folder.replace(/\/$/, "").replaceAll("/", "-");
  return `.github/workflows/terraform${name === "" ? "" : `-${name}`}.yml`;
}

function projectValues(
  { stack, modules, environments }: Described,
  { packages, ci, folder }: RepositorySetup,
) {
  const [first = ""] = environments;
  const names = environments.map((name) => `\`${name}\``);
  const folders = modules.map((name) => `\`templates/modules/${name}\``).join(", ");
  return {
    ...packageManagers[packages],
    stack,
    first,
    environments: names.join(", "),
    inOrder: names.join(", then the same commit to "),
    modules: modules.length === 1 ? `The module ${folders} is` : `The modules ${folders} are`,
    request: ci === "gitlab" ? "merge request" : "pull request",
    enter: folder === "" ? "" : `cd "${folder.replace(/\/$/, "")}" && `,
  };
}

function pipelineValues({ folder, branch, ci, packages, lockFolder }: RepositorySetup) {
  const { program, lockFile } = packageManagers[packages];
  const place = folder.replace(/\/$/, "");
  const isGitLab = ci === "gitlab";
  // The lock file that CI installs by, from the repository's root.
  const lock = lockFolder + lockFile;
  // A project that is the whole repository is checked whatever changes.
  const watched = [
    yamlPattern(folder, isGitLab ? "**/*" : "**"),
    yamlPattern(isGitLab ? ".gitlab-ci.yml" : workflowPath({ folder })),
    ...(lock.startsWith(folder) ? [] : [yamlPattern(lock)]),
  ];
  const paths = `    paths:\n${watched.map((pattern) => `      - ${pattern}\n`).join("")}`;
  const corepack = isGitLab
    ? "    - corepack enable\n"
    : "      - run: corepack enable\n        working-directory: .\n";
  return {
    branch,
    lockFile: yamlText(lock),
    lockFolder: JSON.stringify(`/${lockFolder.replace(/\/$/, "")}`),
    title: yamlText(place === "" ? "Terraform" : `Terraform (${place})`),
    paths: place === "" ? "" : paths,
    changes: place === "" ? "" : `      changes: [${watched.join(", ")}]\n`,
    defaults:
      place === ""
        ? ""
        : `    defaults:\n      run:\n        working-directory: ${yamlText(place)}\n`,
    enterStep: place === "" ? "" : `    - cd "${place}"\n`,
    managerStep: program === "npm" ? "" : corepack,
  };
}

/** The text of CODEOWNERS: who reviews what changes an environment. */
function codeOwners({ folder, owners }: RepositorySetup): string {
  const place = folder.replaceAll(/[\s#!*?[\]\\]/g, "\\$&");
  const lines = [...owners].flatMap(([environment, who]) => [
    `/${place}envs/${environment}.yaml ${who}`,
    `/${place}generated/environments/${environment}/ ${who}`,
  ]);
  return `# Who reviews what changes an environment: its values, and the Terraform that is made of them.\n${lines.join("\n")}\n`;
}

/** A text as YAML, in quotes where it would be read as something else. */
function yamlText(text: string): string {
  return /^[A-Za-z0-9./][\w./-]*(?: \([\w./-]+\))?$/.test(text) ? text : JSON.stringify(text);
}

/** A folder or file as a pattern of GitHub's and GitLab's, in quotes, and what follows it there. */
function yamlPattern(path: string, rest = ""): string {
  return JSON.stringify(path.replaceAll(/[*?+[\]!\\{}]/g, "\\$&") + rest);
}
