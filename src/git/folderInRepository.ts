import { existsSync, realpathSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";

/**
 * The folder's path in its git repository: `""` at the root or
 * outside of any repository, else with `/` at the end, such as `infra/`. Git is not run.
 */
export function folderInRepository(root: string): string {
  const start = existsSync(root) ? realpathSync(root) : root;
  for (let folder = start; ; folder = dirname(folder)) {
    if (existsSync(join(folder, ".git"))) {
      const path = relative(folder, start).split(sep).join("/");
      return path === "" ? "" : `${path}/`;
    }
    if (dirname(folder) === folder) return "";
  }
}
