import { cache } from "../debug/debug.ts";
import { type Fingerprints, fingerprintSources } from "../load/fingerprint.ts";
import type { GenerateReport } from "../model/generateReport.ts";
import type { Project } from "../model/project.ts";
import { readProject } from "../project/loadProject.ts";
import { selectEnvironments } from "../resolve/selectEnvironments.ts";
import { type GenerateOptions, generate } from "./generate.ts";
import { generatePart } from "./generatePart.ts";
import { lastRunRecord, writeRunRecord } from "./runRecord.ts";

/** The result of a run. */
export interface SourcesReport {
  readonly report: GenerateReport;
  /** As far as it was read. */
  readonly project: Project;
  /** How many environments were asked for. */
  readonly environments: number;
  /** How many files were not checked, since nothing can have changed them; they have no step. */
  readonly untouched: number;
}

/**
 * Reads a repository and generates its files. If only specs have changed since the last run,
 * only their environments are rendered.
 *
 * @param now the fingerprint of the sources, taken before anything else was read
 */
export async function generateSources(
  root: string,
  now: Fingerprints | undefined = fingerprintSources(root),
  options: GenerateOptions = {},
): Promise<SourcesReport> {
  const { environments: selectors = [], progress } = options;
  const isWhole = selectors.length === 0;
  const part = now && isWhole ? await generateFromLastRun(root, now, options) : undefined;
  cache("environments of the last run", part !== undefined);
  if (part) return part;
  const read = await readProject(root, undefined, progress);
  const project = { ...read, fingerprint: now?.inputs };
  const report = await generate(project, options);
  if (now && isWhole && report.problems.length === 0) {
    const { layout } = project.schema;
    const environments = project.environments.length;
    writeRunRecord(root, { now, layout, environments, parts: report.facts?.parts }, report);
  }
  const { environments } = selectEnvironments(project.environments, selectors);
  return { report, project, environments: environments.length, untouched: 0 };
}

/** A separate function, so that the record, large for thousands of environments, is freed before the rest is read. */
async function generateFromLastRun(
  root: string,
  now: Fingerprints,
  options: GenerateOptions,
): Promise<SourcesReport | undefined> {
  const record = lastRunRecord(root);
  const part = record && (await generatePart(root, now, record, options));
  return part && { ...part, environments: record.environments };
}
