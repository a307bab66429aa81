import { posix } from "node:path";
import { type Files, readText } from "../model/files.ts";

/** A module call of a local folder, in HCL or JSON. A registry's source has no leading dot. */
const localSource = /(?:^|[{,\s])"?source"?\s*[=:]\s*"(\.\.?\/[^"$%]*)"/g;

/** Finds the local modules that a folder of Terraform code calls, and those that these call. */
export interface ModuleCalls {
  /** Folders relative to the project's root, each once. The folder itself is none of them. */
  readonly reachedFrom: (folder: string) => readonly string[];
}

/** Reads code from the disk, each folder once. */
export function moduleCalls(files: Files): ModuleCalls {
  const known = new Map<string, readonly string[]>();
  const calls = (folder: string): readonly string[] => {
    const found = known.get(folder) ?? readCalls(files, folder);
    known.set(folder, found);
    return found;
  };
  return {
    reachedFrom(folder) {
      const reached = new Set<string>();
      const waiting = [...readCalls(files, folder)];
      for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
        if (reached.has(next) || next === folder) continue;
        reached.add(next);
        waiting.push(...calls(next));
      }
      return [...reached].sort();
    },
  };
}

function readCalls(files: Files, folder: string): readonly string[] {
  const called = files.list(folder).flatMap(({ name, kind }) => {
    if (kind !== "file" || !/\.tf(?:\.json)?$/.test(name)) return [];
    const text = readText(files, `${folder}/${name}`) ?? "";
    return [...text.matchAll(localSource)].map(([, source = ""]) =>
      posix.join(folder, source).replace(/\/$/, ""),
    );
  });
  return [...new Set(called)];
}
