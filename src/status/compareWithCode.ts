import { posix } from "node:path";
import { type TopBlock, topBlocks } from "../hcl/topBlocks.ts";
import { decodeText, type Files } from "../model/files.ts";
import type { StateFault } from "../model/status.ts";
import { isCode } from "../render/codeTree.ts";
import { addressOf, type StateInstance } from "./readState.ts";

/**
 * What a state lacks of the resources that its code declares, and what it has besides. Of resources with `count` or
 * `for_each` it is known here whether there may be any, not how many; a module that lies elsewhere may hold
 * whatever the state says.
 *
 * @param folder the environment's, relative to the project's root
 */
export function compareWithCode(
  files: Pick<Files, "read" | "list">,
  folder: string,
  resources: readonly StateInstance[],
): readonly StateFault[] {
  const declared = declaredIn(files);
  const managed = resources.filter(({ mode, isDeposed }) => mode === "managed" && !isDeposed);
  const leftover = managed.filter((instance) => !isDeclared(instance, folder, declared));
  const missing = [
    ...missingBelow("", folder, declared, managed),
    ...gaps(managed.filter((instance) => !leftover.includes(instance))),
  ];
  return [
    ...(missing.length > 0 ? [{ kind: "missing", addresses: missing } as const] : []),
    ...(leftover.length > 0
      ? [{ kind: "leftover", addresses: leftover.map(addressOf) } as const]
      : []),
  ];
}

/** What a folder of code declares. */
interface Declared {
  readonly resources: readonly TopBlock[];
  /** The blocks of module calls, and the folder of each that is local. */
  readonly calls: readonly { readonly block: TopBlock; readonly folder?: string }[];
}

type DeclaredIn = (folder: string) => Declared;

/** Reads each folder once. */
function declaredIn(files: Pick<Files, "read" | "list">): DeclaredIn {
  const known = new Map<string, Declared>();
  return (folder) => {
    const found = known.get(folder) ?? readFolder(files, folder);
    known.set(folder, found);
    return found;
  };
}

function readFolder(files: Pick<Files, "read" | "list">, folder: string): Declared {
  const blocks = files
    .list(folder)
    .filter(({ name }) => isCode(name))
    .flatMap(({ name }) => {
      const content = files.read(`${folder}/${name}`);
      return content ? topBlocks(name, decodeText(content) ?? "") : [];
    });
  return {
    resources: blocks.filter(({ type, labels }) => type === "resource" && labels.length === 2),
    calls: blocks
      .filter(({ type, labels }) => type === "module" && labels.length === 1)
      .map((block) => {
        const { source = "" } = block;
        return /^\.\.?(?:\/|$)/.test(source)
          ? { block, folder: posix.join(folder, source).replace(/\/$/, "") }
          : { block };
      }),
  };
}

function isDeclared(instance: StateInstance, root: string, declared: DeclaredIn): boolean {
  let folder = root;
  for (const { name, index } of stepsOf(instance.module)) {
    const call = declared(folder).calls.find(({ block }) => block.labels[0] === name);
    if (!call || call.block.repeats !== (index !== "")) return false;
    if (call.folder === undefined) return true;
    folder = call.folder;
  }
  const { type, name, index } = instance;
  return declared(folder).resources.some(
    ({ labels, repeats }) =>
      labels[0] === type && labels[1] === name && repeats === (index !== undefined),
  );
}

/** The steps of a module's address: `module.a["b"].module.c`. */
function stepsOf(module: string): readonly { readonly name: string; readonly index: string }[] {
  const steps = module.matchAll(/module\.([^.[]+)(\["(?:[^"\\]|\\.)*"\]|\[\d+\])?(?:\.|$)/g);
  return [...steps].map(([, name = "", index = ""]) => ({ name, index }));
}

/** Resources that there is exactly one of, and that the state does not have. */
function missingBelow(
  module: string,
  folder: string,
  declared: DeclaredIn,
  managed: readonly StateInstance[],
): readonly string[] {
  const { resources, calls } = declared(folder);
  const own = resources.filter(({ labels: [type, name], repeats }) => {
    return (
      !repeats &&
      !managed.some((one) => one.module === module && one.type === type && one.name === name)
    );
  });
  const prefix = module === "" ? "" : `${module}.`;
  return [
    ...own.map(({ labels }) => `${prefix}${labels.join(".")}`),
    ...calls.flatMap(({ block, folder: called }) => {
      if (called === undefined) return [];
      const address = `${prefix}module.${block.labels[0]}`;
      const instances = block.repeats ? instancesOf(address, managed) : [address];
      return instances.flatMap((one) => missingBelow(one, called, declared, managed));
    }),
  ];
}

/** The instances of a module call that the state has something of. */
function instancesOf(call: string, managed: readonly StateInstance[]): readonly string[] {
  const found = managed.flatMap(({ module }) => {
    if (!module.startsWith(`${call}[`)) return [];
    const [index = ""] = /^\["(?:[^"\\]|\\.)*"\]|^\[\d+\]/.exec(module.slice(call.length)) ?? [];
    return [`${call}${index}`];
  });
  return [...new Set(found)];
}

/** `count` numbers its instances without a gap. */
function gaps(managed: readonly StateInstance[]): readonly string[] {
  const counted = new Map<string, Set<number>>();
  for (const instance of managed) {
    if (typeof instance.index !== "number") continue;
    const { index: _, ...resource } = instance;
    const address = addressOf(resource);
    counted.set(address, (counted.get(address) ?? new Set()).add(instance.index));
  }
  return [...counted].flatMap(([address, indices]) =>
    Array.from({ length: Math.max(...indices) }, (_, index) => index)
      .filter((index) => !indices.has(index))
      .map((index) => `${address}[${index}]`),
  );
}
