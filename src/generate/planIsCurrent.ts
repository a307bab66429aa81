import { manifestTexts } from "../manifest/readManifests.ts";
import type { FileChange } from "../model/fileChange.ts";
import type { Files } from "../model/files.ts";
import { folderOf } from "../model/layout.ts";
import { equalBytes } from "../text/equalBytes.ts";
import type { Plan } from "./plan.ts";

/**
 * Whether a plan that was made without the lock may be written: the files that it replaces are unchanged, and so
 * are all manifests, one of which any other run would have changed.
 */
export function planIsCurrent(
  { manifests, layout }: Plan,
  changes: readonly FileChange[],
  files: Files,
): boolean {
  const texts = manifestTexts(files, layout);
  const isGone = absence(files);
  const before = manifests.filter(({ old }) => old !== undefined);
  return (
    texts.size === before.length &&
    before.every(({ path, old }) => texts.get(path) === old) &&
    changes.every(({ path, before: old }) =>
      old === undefined ? isGone(path) : isStill(files, path, old),
    )
  );
}

/** Tells whether nothing stands at a path. A folder that is not there is asked for once for all files that come one after the other. */
function absence(files: Files): (path: string) => boolean {
  let gone: string | undefined;
  return (path) => {
    const folder = folderOf(path);
    if (gone !== folder && files.kind(folder) === undefined) gone = folder;
    return gone === folder || files.kind(path) === undefined;
  };
}

function isStill(files: Files, path: string, old: string | Uint8Array): boolean {
  if (files.kind(path) !== "file") return false;
  const content = files.read(path);
  return content !== undefined && equalBytes(content, old);
}
