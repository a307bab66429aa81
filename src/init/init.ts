import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Files } from "../model/files.ts";
import type { Blueprint } from "./blueprint.ts";
import { conflicts, conflictsWith } from "./conflicts.ts";
import { sourceFiles, surroundingFiles, testFiles } from "./files/projectFiles.ts";
import { type Kept, keptFile } from "./kept.ts";
import type { OwnPackage } from "./ownPackage.ts";
import { rehearse } from "./rehearse.ts";
import { writeNew } from "./write.ts";

/** A project that can be written: it was generated and checked, and nothing stands in its way. */
export interface PreparedInit {
  /** All new files, in the order in which they are written. */
  readonly files: ReadonlyMap<string, string | Uint8Array>;
  /** Files that are there already and stay as they are. */
  readonly kept: readonly Kept[];
  /** Warnings alone. */
  readonly problems: readonly Diagnostic[];
}

/**
 * Works out every file of a new project, generated ones too, and writes nothing.
 *
 * @param files the folder that it is to be written into
 */
export async function prepareInit(
  files: Files,
  blueprint: Blueprint,
  own: OwnPackage,
): Promise<PreparedInit | { readonly problems: readonly Diagnostic[] }> {
  const blocked = conflicts(files);
  if (blocked) return { problems: [blocked] };
  const kept: Kept[] = [];
  const surrounding = new Map<string, string>();
  for (const [path, text] of surroundingFiles(blueprint, own)) {
    if (files.kind(path) === undefined) surrounding.set(path, text);
    else kept.push(keptFile(files, path));
  }
  const sources = sourceFiles(blueprint);
  const rehearsed = await rehearse(sources, own);
  if (!("generated" in rehearsed)) return rehearsed;
  const { generated, problems } = rehearsed;
  const all = new Map([...surrounding, ...sources, ...testFiles, ...generated]);
  const inTheWay = conflictsWith(files, [...all.keys()]);
  return inTheWay ? { problems: [inTheWay] } : { files: all, kept, problems };
}

/** Writes what was prepared: all of it, or nothing. */
export function writeInit(root: string, prepared: PreparedInit): Promise<readonly Diagnostic[]> {
  return writeNew(root, prepared.files);
}
