import type { Module } from "./module.ts";

/** The modules of the repository that some modules call, directly or not, without those of folders that are left out. */
export function modulesBelow(
  callers: readonly Module[],
  moduleIn: (folder: string) => Module | undefined,
  leftOut: readonly string[] = [],
): readonly Module[] {
  const known = new Set(leftOut);
  const found: Module[] = [];
  const waiting = [...callers];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    for (const { folder } of next.calls) {
      const module = folder === undefined || known.has(folder) ? undefined : moduleIn(folder);
      if (!module) continue;
      known.add(module.folder);
      found.push(module);
      waiting.push(module);
    }
  }
  return found;
}
