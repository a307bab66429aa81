import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import { startOf } from "../diagnostics/position.ts";
import { isCode } from "../model/codeFiles.ts";
import type { Files } from "../model/files.ts";

/**
 * Every file below a folder of sources, sorted. Links are followed as long as they stay in the project; one that does
 * not, or whose target is absent, is a problem: what a person put there must not go missing without a message.
 *
 * @param fileName what a file that matters is called: a folder of such a name is no folder of sources, but a mistake
 * @param isPassedOver whether a folder below is none of sources, by the names of what is in it
 */
export function walkSources(
  files: Files,
  directory: string,
  fileName: RegExp,
  isPassedOver: (names: readonly string[]) => boolean = () => false,
): { readonly paths: readonly string[]; readonly problems: readonly Diagnostic[] } {
  const paths: string[] = [];
  const problems: Diagnostic[] = [];
  const refuse = (
    path: string,
    what: "outside" | "broken" | "cycle" | "other" | "folder",
  ): void => {
    problems.push(diagnostic("source-link", { what }, startOf(path)));
  };
  const walk = (folder: string, above: readonly string[]): void => {
    const entries = files.list(folder);
    if (folder !== directory && isPassedOver(entries.map(({ name }) => name))) return;
    for (const { name, kind } of entries) {
      const path = `${folder}/${name}`;
      if (kind === "file") paths.push(path);
      else if (kind === "directory" && fileName.test(name)) refuse(path, "folder");
      else if (kind === "directory") walk(path, above);
      else if (kind === "other") refuse(path, "other");
      else follow(path, above);
    }
  };
  const follow = (path: string, above: readonly string[]): void => {
    const target = files.follow?.(path) ?? "broken";
    if (typeof target === "string") refuse(path, target);
    else if (target.kind === "file") paths.push(path);
    else if (target.kind !== "directory") refuse(path, "other");
    else if (above.includes(target.path) || isAbove(target.path, path)) refuse(path, "cycle");
    else walk(path, [...above, target.path]);
  };
  if (files.kind(directory) === "link") follow(directory, []);
  else walk(directory, []);
  return { paths, problems };
}

function isAbove(folder: string, path: string): boolean {
  return folder === "" || path.startsWith(`${folder}/`);
}

/** A spec's name, also with a misspelt ending. */
export const specName = /\.ya?ml$/i;

/** Whether a folder among specs holds Terraform code, as where environments lie in `envs/` too: no specs then. */
export function holdsTerraform(names: readonly string[]): boolean {
  return names.some((name) => isCode(name) || name === "terragrunt.hcl");
}
