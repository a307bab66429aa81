import type { Codes } from "../git/codesOf.ts";
import { outline } from "../hcl/outline/outline.ts";
import type { EnvironmentWork, Reason } from "../model/affected.ts";
import { type Files, readText } from "../model/files.ts";
import type { ChangedFile, SortedChanges } from "./sortChanges.ts";

/** The code at two times, and what changed between them. */
export interface Changes extends SortedChanges {
  readonly before: Codes & { readonly files: Pick<Files, "read"> };
  readonly after: Codes & { readonly files: Pick<Files, "read"> };
  /** The folders of the modules that the code of a folder calls. */
  readonly modulesOf: (folder: string) => Iterable<string>;
}

/** Why an environment is affected; empty: it is not. */
export function reasonsOf(
  { environment: name, path: folder, valuesFile }: EnvironmentWork,
  { before, after, byEnvironment, folders, modulesOf }: Changes,
): readonly Reason[] {
  if (!before.digests.has(name)) return [{ kind: "new", names: [] }];
  const isOther = before.digests.get(name) !== after.digests.get(name);
  const own = byEnvironment.get(name) ?? [];
  // A file that is gone is in no manifest any more.
  const made = own.filter((file) => file.made || (isOther && file.gone));
  const inDigest = isOther ? made : [];
  const variables = inDigest
    .filter(isDefinitions)
    .flatMap(({ path }) => changedVariables(before.files, after.files, path));
  // The digest's own file differs whenever anything does.
  const templates = inDigest.filter(
    (file) => !isDefinitions(file) && !/\/terraloom\.tf$/.test(file.path),
  );
  // A root module that it has in common with others is to it as modules are.
  const shared = valuesFile === undefined ? [] : [folder];
  // What is in its own folder is told file by file.
  const called = folders.size > 0 ? [...modulesOf(folder)] : [];
  const modules = [...shared, ...called.filter((one) => !one.startsWith(`${folder}/`))];
  const reasons: Reason[] = [
    { kind: "variable", names: [...new Set(variables)] },
    { kind: "template", names: pathsOf(templates) },
    {
      kind: "module",
      // What terraloom makes of a module is in the digest.
      names: modules.filter((one) => (isOther ? folders.has(one) : folders.get(one)?.byHand)),
    },
    { kind: "lock file", names: pathsOf(own.filter(isLockFile)) },
    {
      kind: "file",
      names: pathsOf(own.filter((file) => !made.includes(file) && !isLockFile(file))),
    },
  ];
  const found = reasons.filter(({ names }) => names.length > 0);
  if (isOther && found.length === 0) found.push({ kind: "code", names: [] });
  const isHeldOtherwise = before.held.get(name) !== after.held.get(name);
  return isHeldOtherwise ? [...found, { kind: "hold", names: [] }] : found;
}

function pathsOf(files: readonly ChangedFile[]): readonly string[] {
  return files.map(({ path }) => path);
}

function isLockFile({ path }: ChangedFile): boolean {
  return path.endsWith("/.terraform.lock.hcl");
}

/** Whether a file is of definitions, such as `terraform.tfvars`. */
export function isDefinitions({ path }: Pick<ChangedFile, "path">): boolean {
  return path.endsWith(".tfvars");
}

/** The names that a file of definitions defines otherwise than before, sorted. */
function changedVariables(
  before: Pick<Files, "read">,
  after: Pick<Files, "read">,
  path: string,
): readonly string[] {
  const [old, young] = [before, after].map((files) => definitionsOf(readText(files, path) ?? ""));
  return [...new Set([...(old?.keys() ?? []), ...(young?.keys() ?? [])])]
    .filter((name) => old?.get(name) !== young?.get(name))
    .sort();
}

function definitionsOf(text: string): ReadonlyMap<string, string> {
  const { attributes } = outline(text).body;
  return new Map(
    attributes.map(({ name, expression: { start, end } }) => [name, text.slice(start, end)]),
  );
}
