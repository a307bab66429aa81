import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { join, relative } from "node:path";
import { generatedDirectory } from "../model/layout.ts";

/** A copy of generated/ that Terraform may write into. */
export interface PrivateCopy {
  /** Absolute path of the copy of generated/. */
  readonly generated: string;
  /** Copies a file of the copy to another path in it, unless there is one. Both are relative to generated/. */
  readonly provide: (from: string, to: string) => void;
  /** Removes a file of the copy, relative to generated/. */
  readonly discard: (path: string) => void;
  /** Where in the repository a file is, an absolute path that Terraform told; `undefined` where it is elsewhere. */
  readonly fileOf: (path: string) => string | undefined;
  /** Absolute path of an empty folder beside the copy: for TF_DATA_DIR. */
  readonly data: string;
}

/**
 * Copies generated/, less what Terraform keeps there: of that only `.terraform.lock.hcl` comes along. The
 * other entries of the repository are linked beside the copy, so that a path that leads out of generated/, such as
 * a module that is written by hand, leads to the same place.
 *
 * @param root absolute path of the repository
 * @param folder absolute path of a private, empty folder
 * @param leaveOut folders that are not wanted, relative to generated/
 */
export function privateCopy(
  root: string,
  folder: string,
  leaveOut: ReadonlySet<string>,
): PrivateCopy {
  const repository = join(folder, "repository");
  const source = join(root, generatedDirectory);
  const generated = join(repository, generatedDirectory);
  const data = join(folder, "data");
  for (const directory of [repository, data]) mkdirSync(directory);
  cpSync(source, generated, {
    recursive: true,
    filter: (from) => {
      const path = relative(source, from).replaceAll("\\", "/");
      return !leaveOut.has(path) && !isTerraforms(path);
    },
  });
  makeWritable(generated);
  for (const entry of readdirSync(root)) {
    if (entry !== generatedDirectory) symlinkSync(join(root, entry), join(repository, entry));
  }
  return {
    generated,
    data,
    provide(from, to) {
      const [source, target] = [join(generated, from), join(generated, to)];
      if (existsSync(source) && !existsSync(target)) cpSync(source, target);
    },
    discard: (path) => rmSync(join(generated, path), { force: true }),
    fileOf(path) {
      // Terraform follows links to where they lead.
      const paths = [repository, root, realpathSync(root)].map((from) => relative(from, path));
      return paths.find((each) => !each.startsWith(".."))?.replaceAll("\\", "/");
    },
  };
}

/** A copy has the permissions of what it is a copy of, and a checkout may be read-only. */
function makeWritable(folder: string): void {
  chmodSync(folder, 0o700);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) makeWritable(join(folder, entry.name));
  }
}

/** States may hold passwords, and `.terraform` hundreds of megabytes. */
function isTerraforms(path: string): boolean {
  return /(?:^|\/)(?:\.terraform|terraform\.tfstate\.d|[^/]*\.tfstate(?:\.[^/]*)?|\.terraloom\.lock)$/.test(
    path,
  );
}
