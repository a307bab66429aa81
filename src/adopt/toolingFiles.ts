import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import { holdsTerraform, specName, walkSources } from "../files/walkSources.ts";
import { packageJson } from "../init/files/packageJson.ts";
import { type Kept, keptFile } from "../init/kept.ts";
import { ownPackage } from "../init/ownPackage.ts";
import { readRepositorySetup, usualBranch } from "../init/repositorySetup.ts";
import { starterText } from "../init/starterText.ts";
import type { Files } from "../model/files.ts";
import { specsDirectory, templatesDirectory } from "../model/layout.ts";

/** What npm, editors and git need besides the sources: new files, and those that are there and may lack something. */
export function toolingChanges(files: Files): {
  readonly changes: readonly { readonly path: string; readonly after: string }[];
  readonly kept: readonly Kept[];
} {
  const owners = new Map<string, string>();
  const around = { ...readRepositorySetup(files, ""), owners, branch: usualBranch };
  const wanted = [
    { path: "package.json", after: packageJson(ownPackage()) },
    { path: "tsconfig.json", after: starterText("tsconfig.json") },
    { path: ".gitignore", after: starterText(".gitignore") },
  ];
  const isThere = ({ path }: { readonly path: string }): boolean => files.kind(path) !== undefined;
  return {
    changes: wanted.filter((one) => !isThere(one)),
    kept: wanted.filter(isThere).map(({ path }) => keptFile(files, path, around)),
  };
}

/**
 * What stands where the project would be written.
 *
 * @param sources its schema, specs and templates, by path
 */
export function inTheWay(files: Files, sources: Iterable<string>): readonly Diagnostic[] {
  const holdsTemplates = files.list(templatesDirectory).length > 0;
  const paths = [...sources].filter((path) => files.kind(path) !== undefined);
  // Values of charts and the like would be read as specs.
  const specs = walkSources(files, specsDirectory, specName, holdsTerraform).paths;
  const all = [...(holdsTemplates ? [`${templatesDirectory}/`] : []), ...paths, ...specs];
  return all.length > 0 ? [diagnostic("adopt-in-the-way", { paths: [...new Set(all)] })] : [];
}
