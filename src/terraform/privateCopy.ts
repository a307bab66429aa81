import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, relative } from "node:path";
import { folderInRepository } from "../git/folderInRepository.ts";
import { type Environment, unwantedFolders } from "../model/environment.ts";
import { belowOutput } from "../model/layout.ts";
import type { Project } from "../model/project.ts";
import type { CopiedFile } from "./copiedFile.ts";

/** A copy of a project's output that Terraform may write into. */
export interface PrivateCopy {
  /** Absolute path of what stands for the repository's root. */
  readonly repository: string;
  /** Absolute path of the copy of the output folder. */
  readonly output: string;
  /** Copies a file of the copy to another path in it, unless there is one. Both are relative to the repository. */
  readonly provide: (from: string, to: string) => void;
  /** Removes a file of the copy, relative to the output folder. */
  readonly discard: (path: string) => void;
  /** Where in the repository a file is, an absolute path that Terraform told; `undefined` where it is elsewhere. */
  readonly fileOf: (path: string) => string | undefined;
  /** Absolute path of an empty folder beside the copy: for TF_DATA_DIR. */
  readonly data: string;
}

/**
 * Copies what some environments of a project are run with.
 *
 * @param changes files as they are to be
 */
export function copyFor(
  { root, schema: { layout }, environments }: Project,
  wanted: readonly Pick<Environment, "name">[],
  folder: string,
  changes: readonly CopiedFile[] = [],
): PrivateCopy {
  const names = new Set(wanted.map(({ name }) => name));
  const leaveOut = unwantedFolders(environments, (name) => names.has(name));
  const isInside = changes.every(({ path }) => belowOutput(layout, path) !== undefined);
  return privateCopy(root, folder, { output: isInside ? layout.output : "", leaveOut, changes });
}

/** What is copied. */
interface Copying {
  /** Relative to the repository; "" is all of it. */
  readonly output: string;
  /** Folders that are not wanted, relative to the repository. */
  readonly leaveOut: ReadonlySet<string>;
  readonly changes?: readonly CopiedFile[];
}

/**
 * Copies the output folder, less what Terraform keeps there: of that only `.terraform.lock.hcl` comes along. The
 * other entries of the project, and of the git repository above it, are linked beside the copy, so that a path that
 * leads out of it, such as a module that is written by hand, leads to the same place.
 */
export function privateCopy(
  root: string,
  folder: string,
  { output, leaveOut, changes = [] }: Copying,
): PrivateCopy {
  const place = folderInRepository(root);
  const copyOfAll = join(folder, "repository");
  const repository = join(copyOfAll, place);
  const copy = join(repository, output);
  const data = join(folder, "data");
  for (const directory of [repository, data]) mkdirSync(directory, { recursive: true });
  cpSync(join(root, output), copy, {
    recursive: true,
    filter: (from) => {
      const path = relative(root, from).replaceAll("\\", "/");
      return (
        !leaveOut.has(path) && !isTerraforms(path) && !/(?:^|\/)(?:\.git|node_modules)$/.test(path)
      );
    },
  });
  makeWritable(copy);
  linkNeighbours(join(realpathSync(root), relative(place, "")), copyOfAll, place + output);
  for (const { path, after } of changes) {
    const target = join(repository, path);
    // Only what was copied: beside it are links to what people work on.
    if (relative(copy, target).startsWith("..")) continue;
    rmSync(target, { force: true });
    if (after === undefined) continue;
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, after);
  }
  return {
    repository,
    output: copy,
    data,
    provide(from, to) {
      const [source, target] = [join(repository, from), join(repository, to)];
      if (existsSync(source) && !existsSync(target)) cpSync(source, target);
    },
    discard: (path) => rmSync(join(copy, path), { force: true }),
    fileOf(path) {
      // Terraform follows links to where they lead.
      const paths = [repository, root, realpathSync(root)].map((from) => relative(from, path));
      return paths.find((each) => !each.startsWith(".."))?.replaceAll("\\", "/");
    },
  };
}

/** Links everything beside a folder that was copied, and beside the folders above it. */
function linkNeighbours(root: string, repository: string, output: string): void {
  const [first = "", ...rest] = output.split("/");
  if (first === "") return;
  for (const entry of readdirSync(root)) {
    if (entry !== first) symlinkSync(join(root, entry), join(repository, entry));
  }
  linkNeighbours(join(root, first), join(repository, first), rest.join("/"));
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
