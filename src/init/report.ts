import { posix } from "node:path";
import { isManifestFile } from "../manifest/paths.ts";
import { defaultLayout } from "../model/layout.ts";
import { plainStyle, type Style } from "../report/style.ts";
import { fileDiff } from "../report/unifiedDiff.ts";
import type { Blueprint } from "./blueprint.ts";
import type { PreparedInit } from "./init.ts";
import type { Kept } from "./kept.ts";
import { type PackageManager, packageManagers } from "./packageManagers.ts";
import { recordPath } from "./record.ts";
import { usualBranch } from "./repositorySetup.ts";
import type { UpdatedFile } from "./update.ts";

/** What is written, or would be: a line a file, those of generated/ counted. */
export function filesText(
  { files, folder }: PreparedInit,
  dryRun: boolean,
  style: Style = plainStyle,
): string {
  const paths = [...files.keys()].map((path) => posix.relative(folder, path));
  const generated = paths.filter((path) => path.startsWith("generated/"));
  const sources = paths.filter((path) => !path.startsWith("generated/"));
  const created = style.green(dryRun ? "would create" : "created");
  const lines = sources.map((path) => `${created} ${path}\n`);
  // As generate counts them.
  const isRecord = (path: string): boolean =>
    isManifestFile(defaultLayout, path) || path === recordPath(defaultLayout);
  const count = generated.filter((path) => !isRecord(path)).length;
  return `${lines.join("")}${created} generated/ (${count} files and their manifests)\n`;
}

/** What was there and stays, and what its owner may want to add. */
export function keptText(kept: readonly Kept[], style: Style = plainStyle): string {
  const lines = kept.flatMap(({ path, advice, lines: missing }) => [
    `${style.yellow("kept")} ${path}${advice === undefined ? "" : `: ${advice}`}\n`,
    ...missing.map((line) => `    ${line}\n`),
  ]);
  return lines.join("");
}

export function nextText(
  { files, folder }: PreparedInit,
  { environments }: Blueprint,
  { packages, isRepository }: { readonly packages: PackageManager; readonly isRepository: boolean },
): string {
  const [first = ""] = environments;
  // For a package.json that exists, what it lacks is printed above.
  const { program, run } = packageManagers[packages];
  const install = files.has(`${folder}package.json`) ? `    ${program} install\n` : "";
  return `
Next:
${install}    ${run} terraloom add variable NAME      declares one more, and threads it through to where it is read
    terraform -chdir=generated/environments/${first} init
    ${isRepository ? "" : `git init --initial-branch=${usualBranch} && `}git add --all && git commit --message "Begin"
${files.has(`${folder}README.md`) ? "README.md says how a change is made.\n" : ""}`;
}

/** What changed, or would change, in the files that init wrote; unchanged ones are not listed. */
export function updatedText(
  updated: readonly UpdatedFile[],
  dryRun: boolean,
  style: Style = plainStyle,
): string {
  const words = {
    created: style.green(dryRun ? "would create" : "created"),
    replaced: style.green(dryRun ? "would update" : "updated"),
    merged: style.green(dryRun ? "would merge" : "merged"),
    conflict: style.yellow("kept"),
    removed: style.yellow("left out"),
  };
  const notes = {
    created: "",
    replaced: "",
    merged: ": what you changed in it is kept",
    conflict: ": you changed the same lines; what init writes now is",
    removed: ": you removed it",
  };
  return updated
    .flatMap(({ path, outcome, before, after }) => {
      if (outcome === "unchanged") return [];
      const line = `${words[outcome]} ${path}${notes[outcome]}\n`;
      if (outcome === "removed") return [line];
      return [line, fileDiff(path, before, after, style)];
    })
    .join("");
}
