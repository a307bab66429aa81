import { manifestTexts } from "../manifest/readManifests.ts";
import type { Files } from "../model/files.ts";
import { equalBytes } from "../text/equalBytes.ts";
import type { FileChange } from "../transaction/commit.ts";
import type { Plan } from "./plan.ts";

/**
 * Whether a plan may be written as it was made, though the disk was free since: what it replaces is what it was, and so
 * are all manifests, of which any other run that has written has changed one.
 */
export function isStillPlanned(
  { manifests, layout }: Plan,
  changes: readonly FileChange[],
  files: Files,
): boolean {
  const texts = manifestTexts(files, layout);
  const before = manifests.filter(({ old }) => old !== undefined);
  return (
    texts.size === before.length &&
    before.every(({ path, old }) => texts.get(path) === old) &&
    changes.every(({ path, before: old }) => isStill(files, path, old))
  );
}

function isStill(files: Files, path: string, old: string | Uint8Array | undefined): boolean {
  const kind = files.kind(path);
  if (old === undefined || kind !== "file") return old === undefined && kind === undefined;
  const content = files.read(path);
  return content !== undefined && equalBytes(content, old);
}
