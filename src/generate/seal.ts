import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { codeBeside } from "../beside/codeBeside.ts";
import { disk } from "../files/disk.ts";
import { currentBundle } from "../load/bundle.ts";
import { cachePath, readRecord, writeRecord } from "../load/cache.ts";
import { manifestDirectory } from "../manifest/paths.ts";
import { readManifests } from "../manifest/readManifests.ts";
import { decodeText, walk } from "../model/files.ts";
import { appliedCodeFile, isOwnFolder, type Layout } from "../model/layout.ts";

/** A run that had nothing to say, kept so that the next one, on the same files, need not be made. */
export interface Seal {
  /** What `fingerprintInputs` gave before the run read anything. */
  readonly inputs: string;
  /** The compiled schema's fingerprint: it may have imported more than schema/. */
  readonly schema: string;
  /** The SHA-256 of every file that it stands for, the manifests too. */
  readonly outputs: Readonly<Record<string, string>>;
  /** How many files there are, the manifests not counted. */
  readonly files: number;
  readonly environments: number;
  readonly layout: Layout;
}

/** The last run's seal, if all that it read and all that it stands for is still what it was, byte for byte. */
export function unbrokenSeal(root: string, inputs: string): Seal | undefined {
  const seal = readRecord<Seal>(cachePath(root, "seal"));
  if (seal?.inputs !== inputs || currentBundle(root)?.fingerprint !== seal.schema) return undefined;
  const manifests = walk(disk(root), manifestDirectory(seal.layout));
  if (manifests.some((path) => seal.outputs[path] === undefined)) return undefined;
  const isUnbroken = Object.entries(seal.outputs).every(([path, hash]) => {
    try {
      const content = readFileSync(join(root, path));
      return sha256(content) === hash;
    } catch {
      return false;
    }
  });
  return isUnbroken && !readsByHand(root, Object.keys(seal.outputs)) ? seal : undefined;
}

/**
 * Whether digests count code that is written by hand: files beside what is generated, and modules elsewhere. A seal
 * does not stand for those.
 */
function readsByHand(root: string, outputs: readonly string[]): boolean {
  const files = disk(root);
  const beside = codeBeside(files, [], outputs);
  if (beside.some(({ overrides }) => !overrides)) return true;
  const folders = new Set(outputs.map((path) => posix.dirname(path)));
  return outputs.some((path) => {
    if (posix.basename(path) !== appliedCodeFile) return false;
    const text = decodeText(files.read(path) ?? new Uint8Array()) ?? "";
    const called = [...text.matchAll(/^ +"(\.\.?\/[^"]*)",$/gm)].map(([, folder = ""]) => folder);
    return called.some((folder) => !folders.has(posix.join(posix.dirname(path), folder)));
  });
}

/**
 * Keeps the seal of a run that had no problem and left generated/ as it should be.
 *
 * @param inputs what `fingerprintInputs` gave before the run read anything
 */
export function writeSeal(
  root: string,
  inputs: string,
  environments: number,
  layout: Layout,
): void {
  // Hand-written code beside the output is part of digests, and no input.
  if (!isOwnFolder(layout)) return;
  const schema = currentBundle(root)?.fingerprint;
  if (schema === undefined) return;
  const manifests = readManifests(disk(root), layout);
  const files = [...manifests.files].flatMap(([path, hashes]) =>
    [...hashes].map((hash) => [path, hash] as const),
  );
  const texts = [...manifests.texts].map(([path, text]) => [path, sha256(text)] as const);
  const outputs = Object.fromEntries([...files, ...texts]);
  if (readsByHand(root, Object.keys(outputs))) return;
  const seal: Seal = { inputs, schema, outputs, files: manifests.files.size, environments, layout };
  writeRecord(cachePath(root, "seal"), seal);
}

function sha256(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}
