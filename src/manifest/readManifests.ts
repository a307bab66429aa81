import { decodeText, type Files, walk } from "../model/files.ts";
import type { Layout } from "../model/layout.ts";
import { joinManifests, type Manifest, parseManifest } from "./manifest.ts";
import { environmentOfManifest, listedFile, manifestDirectory, manifestFile } from "./paths.ts";

/** What all manifests say together, paths below the project's root, and their texts as they are. */
export interface Manifests extends Manifest {
  /** By path below the project's root. */
  readonly texts: ReadonlyMap<string, string>;
}

/** Reads every manifest that is there, also those of environments that are gone. Links are not followed. */
export function readManifests(files: Files, layout: Layout): Manifests {
  const shared = manifestFile(layout);
  const directory = manifestDirectory(layout);
  const texts = new Map<string, string>();
  const parsed: Manifest[] = [];
  const paths = [
    ...(files.kind(shared) === "file" ? [shared] : []),
    ...(files.kind(directory) === "directory" ? walk(files, directory) : []),
  ];
  for (const path of paths) {
    const environment = environmentOfManifest(layout, path);
    if (environment === undefined && path !== shared) continue;
    const bytes = files.read(path);
    if (!bytes) continue;
    const text = decodeText(bytes) ?? "";
    texts.set(path, text);
    parsed.push(parseManifest(text, environment));
  }
  const joined = joinManifests(parsed);
  const listed = [...joined.files].map(
    ([path, hashes]) => [listedFile(layout, path), hashes] as const,
  );
  const conflicted = [...joined.conflicted].map((path) => listedFile(layout, path));
  return { ...joined, files: new Map(listed), conflicted: new Set(conflicted), texts };
}
