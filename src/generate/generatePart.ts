import { disk } from "../files/disk.ts";
import { LeftOut, leaveOut } from "../files/leaveOut.ts";
import type { Fingerprints } from "../load/fingerprint.ts";
import { parseManifest } from "../manifest/manifest.ts";
import { listedFile, manifestFile } from "../manifest/paths.ts";
import { decodeText, type Files, readText } from "../model/files.ts";
import type { GenerateReport, MadePart } from "../model/generateReport.ts";
import type { Project } from "../model/project.ts";
import type { Output } from "../model/rendered.ts";
import { readProject } from "../project/loadProject.ts";
import { fileKind } from "../render/fileKind.ts";
import { type GenerateOptions, generatePrepared, prepareGenerate } from "./generate.ts";
import { madeParts } from "./madeParts.ts";
import {
  isUnchangedButSpecs,
  type RecordedParts,
  type RunRecord,
  writeRunRecord,
} from "./runRecord.ts";

/** The result for some environments, and how many files were left as they were. */
export interface PartReport {
  readonly report: GenerateReport;
  readonly project: Project;
  /** How many files were not checked. */
  readonly untouched: number;
}

/** If more environments than this share changed, all of the project is rendered. */
const largestShare = 0.3;

/**
 * Renders only the environments whose specs have changed since the last run. All sources of the
 * others are unchanged, and so are their files; nothing of them depends on the changed ones.
 *
 * @returns `undefined` if that is not certain, or if there is anything to report: then all is rendered
 */
export async function generatePart(
  root: string,
  now: Fingerprints,
  record: RunRecord | undefined,
  options: GenerateOptions = {},
): Promise<PartReport | undefined> {
  const { parts } = record ?? {};
  const changed = parts && changedParts(parts, now);
  if (!record || !parts || !changed || !isUnchangedButSpecs(root, record)) return undefined;
  try {
    return await makePart(root, now, record, parts, changed, options);
  } catch (thrown) {
    if (thrown instanceof LeftOut) return undefined;
    throw thrown;
  }
}

/** The environments whose specs changed; `undefined` if anything else changed. */
function changedParts(
  { others, specs, environments }: RecordedParts,
  now: Fingerprints,
): readonly MadePart[] | undefined {
  const names = Object.keys(now.specs);
  if (others !== now.others || names.length !== Object.keys(specs).length) return undefined;
  const files = new Set(names.filter((file) => specs[file] !== now.specs[file]));
  const affected = environments.filter((part) => part.specs.some((file) => files.has(file)));
  const extended = new Set(affected.flatMap((part) => part.specs));
  // A file that is not extended is checked too.
  if (![...files].every((file) => extended.has(file))) return undefined;
  const isFew = affected.length <= Math.max(environments.length * largestShare, 1);
  return isFew && affected.length > 0 ? affected : undefined;
}

async function makePart(
  root: string,
  now: Fingerprints,
  record: RunRecord,
  parts: RecordedParts,
  changed: readonly MadePart[],
  options: GenerateOptions,
): Promise<PartReport | undefined> {
  const { layout } = record;
  const wanted = new Set(changed.flatMap(({ specs }) => specs));
  // An environment may extend another one's spec, which is then read and rendered too.
  const isMade = ({ specs }: MadePart): boolean => wanted.has(specs[0] ?? "");
  const before = parts.environments.filter(isMade);
  const others = parts.environments.filter((part) => !isMade(part));
  if (areNested(before, others)) return undefined;
  const files = leaveOut(disk(root), {
    files: new Set([
      ...Object.keys(now.specs).filter((file) => !wanted.has(file)),
      ...others.map(({ name }) => manifestFile(layout, name)),
    ]),
    folders: new Set(others.map(({ directory }) => directory)),
  });
  const elsewhere = others.map(({ name }) => name);
  const read = await readProject(root, undefined, options.progress, { files, elsewhere });
  const project = { ...read, fingerprint: now.inputs };
  if (project.problems.length > 0) return undefined;
  const known = filesOfNoEnvironment(files, record);
  const prepared = await prepareGenerate(project, { ...options, known });
  const { rendered } = prepared;
  if (!rendered || prepared.problems.length > 0) return undefined;
  const after = madeParts(project, rendered, parts);
  if (!after || !areAlone(before, after.environments, others)) return undefined;
  const report = await generatePrepared(project, prepared, options);
  if (report.problems.length > 0) return { report, project, untouched: 0 };
  const remade = new Map(after.environments.map((part) => [part.name, part]));
  const environments = parts.environments.map((part) => remade.get(part.name) ?? part);
  const run = { ...record, now, parts: { ...parts, environments } };
  writeRunRecord(root, run, report, record);
  const looked = report.steps.filter(({ path }) => record.outputs[path] !== undefined);
  return { report, project, untouched: record.files - looked.length };
}

/** Whether one's folder is inside of another one's. */
function areNested(some: readonly MadePart[], others: readonly MadePart[]): boolean {
  const folders = others.map(({ directory }) => `${directory}/`);
  return some
    .map(({ directory }) => `${directory}/`)
    .some((own) => folders.some((other) => own.startsWith(other) || other.startsWith(own)));
}

/** Files of no environment as the last run made them. */
function filesOfNoEnvironment(files: Files, { layout }: RunRecord): readonly Output[] {
  const text = readText(files, manifestFile(layout)) ?? "";
  return [...parseManifest(text).files.keys()].map((listed): Output => {
    const path = listedFile(layout, listed);
    const bytes = files.read(path) ?? new Uint8Array();
    return { path, content: decodeText(bytes) ?? bytes, kind: fileKind(path), source: path };
  });
}

/** Whether what others read of these environments is unchanged, and their unique values are not used by others. */
function areAlone(
  before: readonly MadePart[],
  after: readonly MadePart[],
  others: readonly MadePart[],
): boolean {
  const old = new Map(before.map((part) => [part.name, part]));
  const taken = new Set(others.flatMap(({ own }) => own));
  return (
    after.length === before.length &&
    after.every(({ name, stack, directory, seen, own }) => {
      const was = old.get(name);
      const isSame = was?.stack === stack && was.directory === directory && was.seen === seen;
      return isSame && own.every((key) => !taken.has(key));
    })
  );
}
