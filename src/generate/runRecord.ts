import { closeSync, constants, fstatSync, lstatSync, openSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { disk } from "../files/disk.ts";
import { ownVersion } from "../files/ownVersion.ts";
import { currentBundle } from "../load/bundle.ts";
import { cachePath, readRecord, writeRecord } from "../load/cache.ts";
import type { Fingerprints } from "../load/fingerprint.ts";
import {
  type EnvironmentReads,
  environmentReads,
  environmentReadsAreCurrent,
} from "../load/processAccess.ts";
import { isManifestFile, manifestDirectory } from "../manifest/paths.ts";
import { type Entry, walk } from "../model/files.ts";
import type { GenerateReport, MadeParts } from "../model/generateReport.ts";
import type { Layout } from "../model/layout.ts";
import { outputHash } from "../render/outputHash.ts";
import { sha256 } from "../text/sha256.ts";
import { isUnfinished } from "../transaction/recover.ts";

/** The record of a run that found no problem, so that the next one on the same files has nothing to do. */
export interface RunRecord {
  /** The version of terraloom: another one may render other files from the same sources. */
  readonly version: string;
  /** What `fingerprintInputs` gave before the run read anything. */
  readonly inputs: string;
  /** The compiled schema's fingerprint: it may have imported more than schema/. */
  readonly schema: string;
  /** Environment variables that the schema read. */
  readonly asked: EnvironmentReads;
  /** The stamp of every generated file, the manifests too: see `stampOf`. */
  readonly outputs: Readonly<Record<string, string>>;
  /** Handwritten code that was read: the SHA-256 of each file, `null` if there was none. */
  readonly byHand: Readonly<Record<string, string | null>>;
  /** Folders that were listed, each with what it has besides outputs. */
  readonly folders: Readonly<Record<string, string>>;
  /** How many files there are, the manifests not counted. */
  readonly files: number;
  readonly environments: number;
  readonly layout: Layout;
  /** Absent if a change of one environment's spec may change others. */
  readonly parts?: RecordedParts;
}

/** What is needed to render some environments without the others. */
export interface RecordedParts extends MadeParts, Fingerprints {}

/** The record of the last run, valid or not; `undefined` if another version made it. */
export function lastRunRecord(root: string): RunRecord | undefined {
  const record = readRecord<RunRecord>(cachePath(root, "run-record"));
  return record?.version === ownVersion() ? record : undefined;
}

/** The record of the last run, if all that it read and wrote is still the same, byte for byte. */
export function validRunRecord(root: string, inputs: string): RunRecord | undefined {
  const record = lastRunRecord(root);
  return record?.inputs === inputs && isUnchangedButSpecs(root, record) ? record : undefined;
}

/** Whether nothing but specs has changed since the last run. */
export function isUnchangedButSpecs(root: string, record: RunRecord): boolean {
  if (currentBundle(root)?.fingerprint !== record.schema) return false;
  if (!environmentReadsAreCurrent(record.asked) || isUnfinished(root)) return false;
  const files = disk(root);
  const manifests = walk(files, manifestDirectory(record.layout));
  if (manifests.some((path) => record.outputs[path] === undefined)) return false;
  const made = placesOf(Object.keys(record.outputs));
  return (
    [...made.folders].every((path) => isFolder(join(root, path))) &&
    Object.entries(record.outputs).every(([path, stamp]) => isAsMade(join(root, path), stamp)) &&
    Object.entries(record.byHand).every(([path, hash]) => hashOf(files.read(path)) === hash) &&
    Object.entries(record.folders).every(
      ([folder, others]) => besides(folder, files.list(folder), made) === others,
    )
  );
}

interface FinishedRun extends Pick<RunRecord, "environments" | "layout"> {
  /** What `fingerprintSources` gave before the run read anything. */
  readonly now: Fingerprints;
  readonly parts?: MadeParts | undefined;
}

/**
 * Writes the record of a run without problems and with current output. It has each file as it should be, not as it is,
 * since another run may have written meanwhile. A run that depends on what cannot be checked again, such as the time,
 * has no record.
 *
 * @param before the last run's record, if this run rendered only some environments
 */
export function writeRunRecord(
  root: string,
  { now, environments, layout, parts }: FinishedRun,
  { steps, facts }: GenerateReport,
  before?: RunRecord,
): void {
  const asked = environmentReads();
  const schema = before?.schema ?? steadySchema(root);
  if (!facts || !asked || schema === undefined) return;
  const outputs = new Map(Object.entries(before?.outputs ?? {}));
  for (const step of steps) {
    // What is unchanged keeps its stamp: a file of no environment is read from the disk for a part, without its mode.
    if (step.action === "unchanged" && outputs.has(step.path)) continue;
    const output = "output" in step ? step.output : undefined;
    if (output) outputs.set(step.path, stampOf(outputHash(output), output.executable));
    else outputs.delete(step.path);
  }
  for (const { path, text } of facts.manifests) {
    if (text === undefined) outputs.delete(path);
    else outputs.set(path, stampOf(sha256(text)));
  }
  const paths = [...outputs.keys()];
  const made = placesOf(paths);
  const byHand = [...facts.seen.contents].filter(([path]) => !made.files.has(path));
  const folders = [...facts.seen.folders].map(([folder, entries]) => [
    folder,
    besides(folder, entries, made),
  ]);
  const record: RunRecord = {
    version: ownVersion(),
    inputs: now.inputs,
    schema,
    asked: { ...before?.asked, ...asked },
    outputs: Object.fromEntries(outputs),
    byHand: {
      ...before?.byHand,
      ...Object.fromEntries(byHand.map(([path, hash]) => [path, hash ?? null])),
    },
    folders: { ...before?.folders, ...Object.fromEntries(folders) },
    files: paths.filter((path) => !isManifestFile(layout, path)).length,
    environments,
    layout,
    ...(parts ? { parts: { ...parts, ...now } } : {}),
  };
  writeRecord(root, "run-record", record);
}

/** The fingerprint of the compiled schema, if it is deterministic. */
function steadySchema(root: string): string | undefined {
  const bundle = currentBundle(root);
  return bundle?.asksSystem === false ? bundle.fingerprint : undefined;
}

/** Outputs, and the folders above them. */
interface Places {
  readonly files: ReadonlySet<string>;
  readonly folders: ReadonlySet<string>;
}

function placesOf(outputs: readonly string[]): Places {
  const folders = new Set<string>();
  for (const path of outputs) {
    let folder = posix.dirname(path);
    for (; folder !== "." && !folders.has(folder); folder = posix.dirname(folder)) {
      folders.add(folder);
    }
  }
  return { files: new Set(outputs), folders };
}

/** The entries of a folder besides outputs, which are compared one by one. */
function besides(folder: string, entries: readonly Entry[], made: Places): string {
  return entries
    .filter(({ name }) => {
      const path = posix.join(folder, name);
      return !made.files.has(path) && !made.folders.has(path);
    })
    .map(({ name, kind }) => `${name} ${kind}`)
    .join("\0");
}

/** The stamp of a generated file: the SHA-256 of its content, and of a copied one whether it is executable. */
function stampOf(hash: string, isProgram?: boolean): string {
  return isProgram === undefined ? hash : `${hash} ${isProgram}`;
}

function isFolder(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** Whether a file exists, is not a link, and has the recorded content and mode. */
function isAsMade(path: string, stamp: string): boolean {
  const [hash, isProgram] = stamp.split(" ");
  try {
    const { O_RDONLY, O_NONBLOCK = 0, O_NOFOLLOW = 0 } = constants;
    const descriptor = openSync(path, O_RDONLY | O_NONBLOCK | O_NOFOLLOW);
    try {
      if (sha256(readFileSync(descriptor)) !== hash) return false;
      if (isProgram === undefined || process.platform === "win32") return true;
      return String((fstatSync(descriptor).mode & 0o111) !== 0) === isProgram;
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return false;
  }
}

function hashOf(content: Uint8Array | undefined): string | null {
  return content ? sha256(content) : null;
}
