import { posix } from "node:path";
import { outline } from "../hcl/outline/outline.ts";
import { isReadByTerraform } from "../model/codeFiles.ts";
import { valuesName } from "../model/environment.ts";
import { type Files, readText } from "../model/files.ts";
import { folderOf } from "../model/layout.ts";
import { variablesOf } from "./declarations.ts";
import { environmentLike, environmentName, namesEnvironment } from "./environmentNames.ts";
import type { Group } from "./groups.ts";
import { isModule, passedOver, type Root } from "./roots.ts";

/** A file of values that Terraform does not read by itself: it is given with `-var-file`. */
interface ValuesFile {
  readonly path: string;
  readonly text: string;
  /** The names that it gives values. */
  readonly names: readonly string[];
}

/** What files of values there are for one root module. */
export interface ValuesOfRoot {
  readonly root: Root;
  /** The environments, each as a root module of its own that consists of its file. */
  readonly group: Group;
  /** Files of values that are of none of these environments, or of all. */
  readonly others: readonly string[];
}

/**
 * Finds environments that are files of values for one root module: files whose paths differ in the environment's name, and
 * that give values to variables of the same root module.
 *
 * @param isWanted whether a file is to be looked at
 */
export function findValues(
  files: Files,
  roots: readonly Root[],
  isWanted: (path: string, root: Root) => boolean,
): readonly ValuesOfRoot[] {
  const declared = new Map(roots.map((root) => [root, new Set(variablesOf(root).keys())]));
  const found = new Map<Root, ValuesFile[]>();
  for (const file of valuesFiles(files, "")) {
    const root = rootOf(file, declared);
    if (root && isWanted(file.path, root)) found.set(root, [...(found.get(root) ?? []), file]);
  }
  return [...found].flatMap(([root, some]): ValuesOfRoot[] => {
    const [largest = []] = alike(some).toSorted((a, b) => weightOf(b) - weightOf(a));
    const [only] = largest;
    const words = only?.path.replace(/\.tfvars$/, "").replaceAll(".", "/") ?? "";
    if (!only || (largest.length === 1 && !namesEnvironment(words))) return [];
    const others = some.filter((file) => !largest.includes(file)).map(({ path }) => path);
    return [{ root, group: largest.map((file) => asRoot(file, root)), others }];
  });
}

function asRoot({ path, text }: ValuesFile, root: Root): Root {
  return { ...root, files: new Map([[valuesName, text]]), links: [], values: { path, of: root } };
}

function valuesFiles(files: Files, folder: string): readonly ValuesFile[] {
  const entries = files.list(folder);
  const isCode = entries.some(
    ({ name, kind }) => kind !== "directory" && /\.(?:tf|tofu)$/.test(name),
  );
  return entries.flatMap(({ name, kind }): readonly ValuesFile[] => {
    const path = posix.join(folder, name);
    if (kind === "directory") {
      return passedOver.test(name) || isModule(path) ? [] : valuesFiles(files, path);
    }
    // Beside code it is read without being named.
    const isGiven = name.endsWith(".tfvars") && !(isCode && isReadByTerraform(name));
    const text = kind === "file" && isGiven ? readText(files, path) : undefined;
    if (text === undefined) return [];
    return [{ path, text, names: outline(text).body.attributes.map((one) => one.name) }];
  });
}

/** The root module whose variables it gives values: the one that it lies in or below, else the one that declares the most of them. */
function rootOf(
  { path, names }: ValuesFile,
  declared: ReadonlyMap<Root, ReadonlySet<string>>,
): Root | undefined {
  const judged = [...declared].map(([root, own]) => {
    const share = names.filter((name) => own.has(name)).length / Math.max(names.length, 1);
    const isAbove = root.folder === "" || path.startsWith(`${root.folder}/`);
    const depth = isAbove ? root.folder.split("/").filter(Boolean).length + 1 : 0;
    return { root, share, depth };
  });
  const [best] = judged
    .filter(({ share, depth }) => share >= 0.5 || (names.length === 0 && depth > 0))
    .sort((a, b) => b.depth - a.depth || b.share - a.share);
  return best?.root;
}

/** Those whose paths differ in the name of an environment alone; and in a folder of such, those that give the same values. */
function alike(files: readonly ValuesFile[]): readonly (readonly ValuesFile[])[] {
  const byPattern = new Map<string, ValuesFile[]>();
  const unnamed: ValuesFile[] = [];
  for (const file of files) {
    const pattern = patternOf(file.path);
    if (pattern === file.path) unnamed.push(file);
    else byPattern.set(pattern, [...(byPattern.get(pattern) ?? []), file]);
  }
  for (const file of unnamed) {
    if (forAll.test(posix.basename(file.path))) continue;
    const pattern = posix.join(folderOf(file.path), "*.tfvars");
    const peers = byPattern.get(pattern) ?? [];
    if (peers.length === 0 || peers.some((peer) => sharesNames(file, peer))) {
      byPattern.set(pattern, [...peers, file]);
    }
  }
  return [...byPattern.values()];
}

/** The path with a star for each step that is called as environments are. */
function patternOf(path: string): string {
  const steps = path.replace(/\.tfvars$/, "").split("/");
  const starred = steps.map((step, at) => {
    if (forAll.test(step) || step === "terraform") return step;
    if (at < steps.length - 1) return environmentName.test(step) ? "*" : step;
    const words = step.split(".");
    return words.map((word) => (environmentLike.test(word) ? "*" : word)).join(".");
  });
  return `${starred.join("/")}.tfvars`;
}

/** Names of files that all environments are given, or none. */
const forAll =
  /^(?:.*[-_.])?(?:common|shared|global|globals|default|defaults|base|secrets?|credentials?|backend|example|sample|template)s?(?:[-_.].*)?$/i;

function sharesNames(one: ValuesFile, other: ValuesFile): boolean {
  const common = one.names.filter((name) => other.names.includes(name)).length;
  return common > 0 && common >= 0.5 * Math.min(one.names.length, other.names.length);
}

function weightOf(files: readonly ValuesFile[]): number {
  return files.length * 1000 + files.reduce((sum, { names }) => sum + names.length, 0);
}
