import { decodeText, type Files, walk } from "../model/files.ts";
import { generatedDirectory } from "../model/layout.ts";
import { joinManifests, type Manifest, parseManifest } from "./manifest.ts";
import { environmentOfManifest, manifestDirectory, sharedManifest } from "./paths.ts";

/** What all manifests say together, and their texts as they are. */
export interface Manifests extends Manifest {
  /** By path below generated/. */
  readonly texts: ReadonlyMap<string, string>;
}

/** Reads every manifest that is there, also those of environments that are gone. Links are not followed. */
export function readManifests(files: Files): Manifests {
  const texts = new Map<string, string>();
  const parsed: Manifest[] = [];
  const paths = [
    ...(files.kind(sharedManifest) === "file" ? [sharedManifest] : []),
    ...(files.kind(manifestDirectory) === "directory" ? walk(files, manifestDirectory) : []),
  ];
  for (const fullPath of paths) {
    const path = fullPath.slice(generatedDirectory.length + 1);
    const environment = environmentOfManifest(path);
    if (environment === undefined && fullPath !== sharedManifest) continue;
    const bytes = files.read(fullPath);
    if (!bytes) continue;
    const text = decodeText(bytes) ?? "";
    texts.set(path, text);
    parsed.push(parseManifest(text, environment));
  }
  return { ...joinManifests(parsed), texts };
}
