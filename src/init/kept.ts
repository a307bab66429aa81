import { ignoredFiles } from "../git/ignoredFiles.ts";
import { negationsOf } from "../handwritten/handwrittenProblems.ts";
import { type Files, readText } from "../model/files.ts";
import { packageJsonLack } from "./files/packageJson.ts";
import { workflowPath } from "./files/projectFiles.ts";
import { packageManagers } from "./packageManagers.ts";
import type { RepositorySetup } from "./repositorySetup.ts";
import { starterText } from "./starterText.ts";

/** What is missing in a file. */
export interface Lack {
  /** A sentence that ends in a colon if lines follow; absent: nothing is missing. */
  readonly advice?: string;
  /** Commands to run, or lines to add. */
  readonly lines: readonly string[];
}

/** A file that existed, and what its owner may want to add to it. */
export interface Kept extends Lack {
  readonly path: string;
}

/** What is missing in a file that init would have written, had it not been there. */
export function keptFile(files: Files, path: string, setup: RepositorySetup): Kept {
  const text = (files.kind(path) === "file" && readText(files, path)) || "";
  const name = path.startsWith(setup.folder) ? path.slice(setup.folder.length) : path;
  const lacking = lackOf(name, text, setup);
  return lacking ? { path, ...lacking } : { path, lines: [] };
}

/** Lines of a .gitignore that was there, by which a clone would lack files of the project: `check` refuses that. */
export function ignoredBy(root: string, paths: Iterable<string>): readonly Kept[] {
  return ignoredFiles(root, paths).map(({ file, line, pattern, paths: ignored, isFolder }) => {
    const [first, ...more] = ignored;
    const which = `${first}${more.length > 0 ? ` and ${more.length} more` : ""}`;
    const what = `"${pattern}" keeps ${which} out of git, and a clone would not have it;`;
    return {
      path: `${file}:${line}`,
      advice: isFolder ? `${what} take it out.` : `${what} add below it:`,
      lines: isFolder ? [] : negationsOf(ignored),
    };
  });
}

/** What a workspace must list so that the project's packages are installed. */
export function unlisted({ folder, lockFolder, unlistedIn }: RepositorySetup): readonly Kept[] {
  if (unlistedIn === undefined) return [];
  const list = unlistedIn.endsWith(".yaml") ? "packages" : '"workspaces"';
  const advice = `nothing is installed for a folder that it does not list; add to ${list}:`;
  const name = `"${folder.slice(lockFolder.length).replace(/\/$/, "")}"`;
  const line = unlistedIn.endsWith(".yaml") ? `- ${name}` : name;
  return [{ path: unlistedIn, advice, lines: [line] }];
}

function lackOf(path: string, text: string, setup: RepositorySetup): Lack | undefined {
  switch (path) {
    case "package.json":
      return packageJsonLack(text, packageManagers[setup.packages].add);
    case ".gitignore":
      return lackOfLines(text, starterText(".gitignore"), "add what is not to be committed:");
    case ".gitattributes":
      return lackOfLines(
        text,
        "generated/** linguist-generated",
        "add what folds generated files in reviews:",
      );
    case "tsconfig.json":
      return /"schema\b/.test(text)
        ? undefined
        : { advice: "add schema to its include, for editors.", lines: [] };
    case ".vscode/extensions.json":
      return text.includes("redhat.vscode-yaml")
        ? undefined
        : { advice: "add what completes specs:", lines: ['"redhat.vscode-yaml"'] };
    case workflowPath(setup):
      return lackOfPipeline(
        text,
        setup,
        "add these steps to a job that has Node and Terraform:",
        "- run: ",
      );
    case ".gitlab-ci.yml":
      return lackOfPipeline(
        text,
        setup,
        "add these lines to the script of a job that has Node and Terraform:",
        "- ",
      );
    default:
      return undefined;
  }
}

function lackOfLines(text: string, wanted: string, advice: string): Lack | undefined {
  const has = new Set(
    text.split(/\r?\n/).map((line) => line.trim().replace(/^\//, "").replace(/\/$/, "")),
  );
  const lines = wanted
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#") && !has.has(line.replace(/\/$/, "")));
  return lines.length > 0 ? { advice, lines } : undefined;
}

function lackOfPipeline(
  text: string,
  { packages, ci }: RepositorySetup,
  advice: string,
  begin: string,
): Lack | undefined {
  if (text.includes("terraloom check")) return undefined;
  const { run, installLocked } = packageManagers[packages];
  const format = ci === "github" ? " --format github" : "";
  const commands = [`check${format}`, `drift-report${format}`, "verify"];
  return {
    advice,
    lines: [installLocked, ...commands.map((command) => `${run} terraloom ${command}`)].map(
      (line) => begin + line,
    ),
  };
}
