import { outline } from "../hcl/outline/outline.ts";
import type { EnvironmentWork, Reason, ReasonKind } from "../model/affected.ts";
import type { ChangedFile, SortedChanges } from "./sortChanges.ts";

/** What is known of one environment at both times. */
export interface Change {
  readonly subject: EnvironmentWork;
  readonly isNew: boolean;
  /** Whether its digest is another one. */
  readonly isOther: boolean;
  readonly holdsOther: boolean;
  readonly own: readonly ChangedFile[];
  /** Folders of the modules that it calls. */
  readonly modules: readonly string[];
}

/**
 * Why an environment is affected; empty: it is not.
 *
 * @param folders where something changed outside of all environments' folders
 * @param textsOf texts of definitions as they were and as they are
 */
export function reasonsOf(
  { isNew, isOther, holdsOther, own, modules }: Change,
  folders: SortedChanges["folders"],
  textsOf: (path: string) => readonly [before: string, after: string],
): readonly Reason[] {
  if (isNew) return [{ kind: "new", names: [] }];
  const reasons: Reason[] = [];
  const add = (kind: ReasonKind, names: readonly string[]): void => {
    if (names.length > 0) reasons.push({ kind, names });
  };
  const locks = own.filter(isLockFile);
  // A removed file is not in the manifests any more.
  const made = own.filter((file) => file.made || (isOther && file.gone));
  if (isOther) {
    const definitions = made.filter(isDefinitions);
    const variables = definitions.flatMap(({ path }) => changedVariables(...textsOf(path)));
    add("variable", [...new Set(variables)]);
    // The file with the digest differs whenever anything does.
    const others = made.filter(
      (file) => !isDefinitions(file) && !/\/terraloom\.tf$/.test(file.path),
    );
    add("template", pathsOf(others));
  }
  // The digest covers generated files of a module.
  add(
    "module",
    modules.filter((folder) => (isOther ? folders.has(folder) : folders.get(folder)?.byHand)),
  );
  add("lock file", pathsOf(locks));
  add("file", pathsOf(own.filter((file) => !made.includes(file) && !isLockFile(file))));
  if (isOther && reasons.length === 0) reasons.push({ kind: "code", names: [] });
  if (holdsOther) reasons.push({ kind: "hold", names: [] });
  return reasons;
}

function pathsOf(files: readonly ChangedFile[]): readonly string[] {
  return files.map(({ path }) => path);
}

function isLockFile({ path }: ChangedFile): boolean {
  return path.endsWith("/.terraform.lock.hcl");
}

function isDefinitions({ path }: ChangedFile): boolean {
  return path.endsWith(".tfvars");
}

/** The names that two texts of definitions (`terraform.tfvars`) define differently, sorted. */
function changedVariables(before: string, after: string): readonly string[] {
  const old = definitionsOf(before);
  const young = definitionsOf(after);
  return [...new Set([...old.keys(), ...young.keys()])]
    .filter((name) => old.get(name) !== young.get(name))
    .sort();
}

function definitionsOf(text: string): ReadonlyMap<string, string> {
  const { attributes } = outline(text).body;
  return new Map(
    attributes.map(({ name, expression: { start, end } }) => [name, text.slice(start, end)]),
  );
}
