import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { repository } from "./temporaryProject.ts";

/** Packs what is published and installs it into a folder's node_modules, the packages that it wants linked beside it. */
export function installPackage(folder: string): {
  readonly tarball: string;
  readonly root: string;
} {
  const root = join(folder, "node_modules/terraloom");
  execFileSync("npm", ["run", "--silent", "build"], { cwd: repository });
  const [{ filename }] = JSON.parse(
    execFileSync("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", folder], {
      cwd: repository,
      encoding: "utf8",
    }),
  );
  const tarball = join(folder, filename);
  mkdirSync(root, { recursive: true });
  execFileSync("tar", ["xzf", tarball, "--strip-components=1", "-C", root]);
  const { dependencies } = JSON.parse(readFileSync(join(repository, "package.json"), "utf8"));
  for (const name of [...Object.keys(dependencies), "zod"]) {
    const to = join(folder, "node_modules", name);
    mkdirSync(join(to, ".."), { recursive: true });
    symlinkSync(join(repository, "node_modules", name), to);
  }
  return { tarball, root };
}
