import { generatedDirectory } from "../model/layout.ts";

/** The folder of environments' manifests, below generated/. */
const folder = "manifest";

/**
 * The manifest that lists an environment's files, or, without one, those of no environment; below generated/.
 * There is one for each environment so that changes of two environments meet in no file, and merge.
 */
export function manifestPath(environment?: string): string {
  return environment === undefined ? `${folder}.json` : `${folder}/${environment}.json`;
}

/** Whether a path below generated/ is a manifest's. */
export function isManifestPath(path: string): boolean {
  return path === manifestPath() || environmentOfManifest(path) !== undefined;
}

/** The environment whose manifest a path below generated/ would be. */
export function environmentOfManifest(path: string): string | undefined {
  return /^manifest\/(.+)\.json$/s.exec(path)?.[1];
}

/** The folder of environments' manifests, below the project's root. */
export const manifestDirectory = `${generatedDirectory}/${folder}`;

/** The manifest of files of no environment, below the project's root. */
export const sharedManifest = `${generatedDirectory}/${manifestPath()}`;
