import { existsSync, realpathSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";

/**
 * Where a folder lies in its git repository, as what shows a file beside its line wants it: `""` at the top or
 * outside of any repository, else with `/` between and at the end, such as `infra/`. Asks the disk alone.
 *
 * @param root absolute
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
