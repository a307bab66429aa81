import { decodeText, type Files, walk } from "../model/files.ts";
import type { Layout } from "../model/layout.ts";
import { isManifest, joinManifests, type Manifest, parseManifest } from "./manifest.ts";
import {
  environmentOfManifest,
  isManifestFile,
  listedFile,
  manifestDirectory,
  manifestFile,
} from "./paths.ts";

/** What all manifests say together, paths below the project's root, and their texts as they are. */
export interface Manifests extends Manifest {
  /** By path below the project's root. */
  readonly texts: ReadonlyMap<string, string>;
  /** Those that are there and say nothing of any file: not merged, but overwritten. */
  readonly unreadable: readonly string[];
}

/** Reads every manifest that is there, also those of environments that are gone. */
export function readManifests(files: Files, layout: Layout): Manifests {
  const texts = manifestTexts(files, layout);
  const parsed = [...texts].map(([path, text]) =>
    parseManifest(text, environmentOfManifest(layout, path)),
  );
  const unreadable = [...texts].flatMap(([path, text], index) =>
    parsed[index]?.files.size === 0 && !isManifest(text) ? [path] : [],
  );
  const joined = joinManifests(parsed);
  const listed = [...joined.files].map(
    ([path, hashes]) => [listedFile(layout, path), hashes] as const,
  );
  const conflicted = [...joined.conflicted].map((path) => listedFile(layout, path));
  return { ...joined, files: new Map(listed), conflicted: new Set(conflicted), texts, unreadable };
}

/** The text of every manifest that is there, by its path. Links are not followed. */
export function manifestTexts(files: Files, layout: Layout): ReadonlyMap<string, string> {
  const shared = manifestFile(layout);
  const directory = manifestDirectory(layout);
  const texts = new Map<string, string>();
  const paths = [
    ...(files.kind(shared) === "file" ? [shared] : []),
    ...(files.kind(directory) === "directory" ? walk(files, directory) : []),
  ];
  for (const path of paths) {
    if (!isManifestFile(layout, path)) continue;
    const bytes = files.read(path);
    if (bytes) texts.set(path, decodeText(bytes) ?? "");
  }
  return texts;
}
