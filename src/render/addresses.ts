import { compareText } from "../diagnostics/diagnostic.ts";
import { topBlocks } from "../hcl/topBlocks.ts";
import type { CodeFile } from "../model/codeFile.ts";
import { isCode } from "../model/codeFiles.ts";
import { oncePerShape } from "./oncePerShape.ts";

/** The module calls, resources and data sources of a folder, by their addresses, sorted. */
export function addressesIn(files: readonly CodeFile[]): readonly string[] {
  const addresses = files.filter(({ name }) => isCode(name)).flatMap(addressesOf);
  return [...new Set(addresses)].sort(compareText);
}

const addressesOf = oncePerShape(addressesInText);

function addressesInText(name: string, text: string): readonly string[] {
  return topBlocks(name, text).flatMap(({ type, labels }) => {
    const address = labels.join(".");
    if (type === "module" && labels.length === 1) return [`module.${address}`];
    if (labels.length !== 2) return [];
    if (type === "resource") return [address];
    return type === "data" ? [`data.${address}`] : [];
  });
}
