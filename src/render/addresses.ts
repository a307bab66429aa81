import { compareText } from "../diagnostics/diagnostic.ts";
import { topBlocks } from "../hcl/topBlocks.ts";
import { Recent } from "../text/recent.ts";
import { type CodeFile, isCode } from "./codeTree.ts";

/** The module calls, resources and data sources of a folder, by their addresses, sorted. */
export function addressesIn(files: readonly CodeFile[]): readonly string[] {
  const addresses = files.filter(({ name }) => isCode(name)).flatMap(addressesOf);
  return [...new Set(addresses)].sort(compareText);
}

/** By the shape of the code. */
const known = new Recent<string, readonly string[]>(200);

function addressesOf({ name, text, output }: CodeFile): readonly string[] {
  const shape = output?.shape;
  if (shape === undefined) return addressesInText(name, text);
  const addresses = known.get(shape) ?? addressesInText(name, shape);
  known.set(shape, addresses);
  return addresses;
}

function addressesInText(name: string, text: string): readonly string[] {
  return topBlocks(name, text).flatMap(({ type, labels }) => {
    const address = labels.join(".");
    if (type === "module" && labels.length === 1) return [`module.${address}`];
    if (labels.length !== 2) return [];
    if (type === "resource") return [address];
    return type === "data" ? [`data.${address}`] : [];
  });
}
