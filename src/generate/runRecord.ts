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
import { manifestDirectory } from "../manifest/paths.ts";
import { type FileReads, type Files, walk } from "../model/files.ts";
import type { GenerateReport, MadeParts } from "../model/generateReport.ts";
import type { Layout } from "../model/layout.ts";
import type { Step } from "../model/step.ts";
import { outputHash } from "../render/outputHash.ts";
import { sha256 } from "../text/sha256.ts";
import type { FileChange } from "../transaction/commit.ts";
import { isUnfinished } from "../transaction/recover.ts";

/** The record of a run that found no problem, so that the next one on the same files has nothing to do. */
export interface RunRecord {
  /** The version of terraloom that made it: another one may make other files of the same sources. */
  readonly version: string;
  /** What `fingerprintInputs` gave before the run read anything. */
  readonly inputs: string;
  /** The compiled schema's fingerprint: it may have imported more than schema/. */
  readonly schema: string;
  /** What the schema asked the process's environment for. */
  readonly asked: EnvironmentReads;
  /** The SHA-256 of every file that it stands for, the manifests too. */
  readonly outputs: Readonly<Record<string, string>>;
  /** Of those that are copied, whether they are programs. */
  readonly programs: Readonly<Record<string, boolean>>;
  /** What was read of code by hand: the SHA-256 of each file, `null` where there was none. */
  readonly byHand: Readonly<Record<string, string | null>>;
  /** Folders that were listed, and the SHA-256 of what they have besides outputs. */
  readonly folders: readonly string[];
  readonly entries: string;
  /** How many files there are, the manifests not counted. */
  readonly files: number;
  readonly environments: number;
  readonly layout: Layout;
  /** Absent where a change of one environment's spec may be one of others. */
  readonly parts?: RecordedParts;
}

/** What is to be known to make some environments without the others. */
export interface RecordedParts extends MadeParts, Fingerprints {}

/** The record of the last run, whether or not it still holds; one of another version never does. */
export function lastRunRecord(root: string): RunRecord | undefined {
  const record = readRecord<RunRecord>(cachePath(root, "run-record"));
  return record?.version === ownVersion() ? record : undefined;
}

/** The record of the last run, if all that it read and wrote is still the same, byte for byte. */
export function validRunRecord(root: string, inputs: string): RunRecord | undefined {
  const record = lastRunRecord(root);
  return record?.inputs === inputs && isUnchangedButSpecs(root, record) ? record : undefined;
}

/** Whether all is what it was when the last run ended, but for what specs say. */
export function isUnchangedButSpecs(root: string, record: RunRecord): boolean {
  if (currentBundle(root)?.fingerprint !== record.schema) return false;
  if (!environmentReadsAreCurrent(record.asked) || isUnfinished(root)) return false;
  const files = disk(root);
  const manifests = walk(files, manifestDirectory(record.layout));
  if (manifests.some((path) => record.outputs[path] === undefined)) return false;
  const made = placesOf(Object.keys(record.outputs));
  return (
    [...made.folders].every((path) => isFolder(join(root, path))) &&
    Object.entries(record.outputs).every(([path, hash]) =>
      isAsMade(join(root, path), hash, record.programs[path]),
    ) &&
    Object.entries(record.byHand).every(([path, hash]) => hashOf(files.read(path)) === hash) &&
    hashOfEntries(listAll(files, record.folders), made) === record.entries
  );
}

/**
 * Keeps the record of a run that had no problem and left its output as it should be: it says of each file what was to be
 * there, not what is, since another run may have come between. One that rests on what cannot be seen again, such as the
 * time, has none.
 *
 * @param now what `fingerprintSources` gave before the run read anything
 */
export function writeRunRecord(
  root: string,
  now: Fingerprints,
  environments: number,
  layout: Layout,
  { seen, steps, manifests, parts }: GenerateReport,
): void {
  const bundle = currentBundle(root);
  const asked = environmentReads();
  if (!bundle || !seen || !manifests || !asked || bundle.asksSystem) return;
  const files = steps.flatMap((step) =>
    "output" in step && step.output ? [[step.path, outputHash(step.output)] as const] : [],
  );
  const texts = manifests.flatMap(({ path, text }) =>
    text === undefined ? [] : [[path, sha256(text)] as const],
  );
  const outputs = Object.fromEntries([...files, ...texts]);
  const byHand = [...seen.contents].filter(([path]) => outputs[path] === undefined);
  const record: RunRecord = {
    version: ownVersion(),
    inputs: now.inputs,
    schema: bundle.fingerprint,
    asked,
    outputs,
    programs: programsIn(steps),
    byHand: Object.fromEntries(byHand.map(([path, hash]) => [path, hash ?? null])),
    folders: [...seen.folders.keys()],
    entries: hashOfEntries(seen.folders, placesOf(Object.keys(outputs))),
    files: files.length,
    environments,
    layout,
    ...(parts ? { parts: { ...parts, ...now } } : {}),
  };
  writeRecord(root, "run-record", record);
}

/**
 * Keeps the record of a run that made some environments anew, and all else is what it was in the record before.
 *
 * @param changes all that was written
 */
export function updateRunRecord(
  root: string,
  before: RunRecord,
  parts: RecordedParts,
  { seen, steps }: Pick<GenerateReport, "seen" | "steps">,
  changes: readonly FileChange[],
): void {
  const asked = environmentReads();
  if (!seen || !asked) return;
  const outputs = { ...before.outputs };
  const programs = { ...before.programs, ...programsIn(steps) };
  for (const { path, after, hash } of changes) {
    if (after !== undefined) outputs[path] = hash ?? sha256(after);
    else {
      delete outputs[path];
      delete programs[path];
    }
  }
  const listed = withFolders(root, before, seen, outputs);
  if (!listed) return;
  const read = [...seen.contents].filter(([path]) => outputs[path] === undefined);
  const byHand = Object.fromEntries(read.map(([path, hash]) => [path, hash ?? null]));
  const count = (action: Step["action"]): number =>
    steps.filter((step) => step.action === action).length;
  const record: RunRecord = {
    ...before,
    inputs: parts.inputs,
    asked: { ...before.asked, ...asked },
    outputs,
    programs,
    byHand: { ...before.byHand, ...byHand },
    ...listed,
    files: before.files + count("create") - count("delete"),
    parts,
  };
  writeRecord(root, "run-record", record);
}

/** The folders that were listed before and now: of new ones with what they have now, if the others have what they had. */
function withFolders(
  root: string,
  { folders, entries, outputs: before }: RunRecord,
  seen: FileReads,
  outputs: RunRecord["outputs"],
): Pick<RunRecord, "folders" | "entries"> | undefined {
  const known = new Set(folders);
  const added = [...seen.folders].filter(([folder]) => !known.has(folder));
  if (added.length === 0) return { folders, entries };
  const made = placesOf([...Object.keys(before), ...Object.keys(outputs)]);
  const listed = listAll(disk(root), folders);
  if (hashOfEntries(listed, made) !== entries) return undefined;
  const all = new Map([...listed, ...added]);
  return { folders: [...all.keys()], entries: hashOfEntries(all, made) };
}

function programsIn(steps: readonly Step[]): Record<string, boolean> {
  const programs = steps.flatMap((step) => {
    const isProgram = "output" in step ? step.output?.executable : undefined;
    return isProgram === undefined ? [] : [[step.path, isProgram] as const];
  });
  return Object.fromEntries(programs);
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

function listAll(files: Files, folders: readonly string[]): FileReads["folders"] {
  return new Map(folders.map((folder) => [folder, files.list(folder)]));
}

/** What stands in folders besides outputs, whose comings and goings are looked at one by one. */
function hashOfEntries(folders: FileReads["folders"], made: Places): string {
  const besides = [...folders].map(([folder, entries]) => {
    const others = entries.filter(({ name }) => {
      const path = posix.join(folder, name);
      return !made.files.has(path) && !made.folders.has(path);
    });
    return [folder, ...others.map(({ name, kind }) => `${name} ${kind}`)].join("\0");
  });
  return sha256(besides.join("\n"));
}

function isFolder(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** Whether a file is there, is no link, and has the content and mode that it was given. */
function isAsMade(path: string, hash: string, isProgram: boolean | undefined): boolean {
  try {
    const { O_RDONLY, O_NONBLOCK = 0, O_NOFOLLOW = 0 } = constants;
    const descriptor = openSync(path, O_RDONLY | O_NONBLOCK | O_NOFOLLOW);
    try {
      if (sha256(readFileSync(descriptor)) !== hash) return false;
      if (isProgram === undefined || process.platform === "win32") return true;
      return ((fstatSync(descriptor).mode & 0o111) !== 0) === isProgram;
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
