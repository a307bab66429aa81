import { belowOutput, type Layout, outputFile, recordFile } from "../model/layout.ts";

/** The folder of environments' manifests, below the one of records. */
const folder = "manifest";

/** The folder of environments' manifests. Paths are below the project's root, here as everywhere. */
export function manifestDirectory(layout: Layout): string {
  return recordFile(layout, folder);
}

/**
 * The manifest that lists an environment's files, or, without one, those of no environment.
 * There is one for each environment so that changes of two environments meet in no file, and merge.
 */
export function manifestFile(layout: Layout, environment?: string): string {
  const directory = manifestDirectory(layout);
  return environment === undefined ? `${directory}.json` : `${directory}/${environment}.json`;
}

export function isManifestFile(layout: Layout, file: string): boolean {
  return file === manifestFile(layout) || environmentOfManifest(layout, file) !== undefined;
}

/** The environment whose manifest a file would be. */
export function environmentOfManifest(layout: Layout, file: string): string | undefined {
  const start = `${manifestDirectory(layout)}/`;
  if (!file.startsWith(start)) return undefined;
  return /^(.+)\.json$/s.exec(file.slice(start.length))?.[1];
}

/**
 * A file as a manifest lists it: from the output folder on, so that a folder that moves takes its manifest along. What
 * lies outside of it begins with a slash, which is the project's root.
 */
export function listedPath(layout: Layout, file: string): string {
  return belowOutput(layout, file) ?? `/${file}`;
}

export function listedFile(layout: Layout, path: string): string {
  return path.startsWith("/") ? path.slice(1) : outputFile(layout, path);
}
