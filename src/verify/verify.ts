import {
  compareText,
  type Diagnostic,
  diagnostic,
  hasErrors,
  sortDiagnostics,
} from "../diagnostics/diagnostic.ts";
import { startOf } from "../diagnostics/position.ts";
import { plan } from "../generate/plan.ts";
import { type Environment, placeOf } from "../model/environment.ts";
import { groupBy } from "../model/groupBy.ts";
import { noProgress, type Progress } from "../model/progress.ts";
import type { Project } from "../model/project.ts";
import type { Rendered } from "../model/rendered.ts";
import { failure, type Result, success } from "../model/result.ts";
import type { Shard } from "../model/shard.ts";
import type { Step } from "../model/step.ts";
import type { VerifyReport } from "../model/verifyReport.ts";
import { renderProject } from "../project/renderProject.ts";
import { selectEnvironments } from "../resolve/selectEnvironments.ts";
import { isInShard } from "../resolve/shard.ts";
import { copyFor } from "../terraform/privateCopy.ts";
import { inPrivateFolder } from "../terraform/privateFolder.ts";
import type { RunOptions } from "../terraform/runOptions.ts";
import type { Terraform } from "../terraform/terraform.ts";
import { checkFormat } from "./checkFormat.ts";
import type { Finding } from "./finding.ts";
import { findingProblems } from "./findingProblems.ts";
import { runEnvironments } from "./runEnvironments.ts";

/** Options of `verify`. */
export interface VerifyOptions extends Omit<RunOptions, "timeout"> {
  /** Selectors of environments, as `selectEnvironments` reads them; all if there is none. */
  readonly names?: readonly string[];
  /** How long one run of Terraform may take, in milliseconds: 900,000 if not given. */
  readonly timeout?: number;
  readonly progress?: Progress;
}

/**
 * Runs the real Terraform on generated/ as it is on disk: `fmt -check` on all of it, `init -backend=false` and
 * `validate` on each environment. It reaches no backend and writes nothing in the repository: it works on a private
 * copy, which is gone afterwards.
 *
 * @param terraform what `findTerraform` found
 */
export async function verify(
  project: Project,
  terraform: Terraform,
  options: VerifyOptions,
): Promise<VerifyReport> {
  const verified = lookAt(project, options);
  if (!verified.ok) return refused(verified.problems);
  const answers = await runTerraform(verified.value, terraform, options);
  return answers ? verifyReport(verified.value, answers) : { ...nothing, interrupted: true };
}

/** What Terraform answered, of all environments or of some. */
export interface VerifyAnswers {
  readonly findings: readonly Finding[];
  /** Files that `fmt` would change, relative to the project's root. */
  readonly unformatted: readonly string[];
}

/**
 * Verifies one shard's environments, and leaves the telling to whoever has all answers.
 *
 * @returns what keeps it from being done; no value where it was interrupted
 */
export async function verifyShard(
  project: Project,
  terraform: Terraform,
  shard: Shard,
  options: VerifyOptions,
): Promise<Result<VerifyAnswers | undefined>> {
  const verified = lookAt(project, options);
  if (!verified.ok) return verified;
  const present = verified.value.present.filter(({ name }) => isInShard(name, shard));
  if (present.length === 0) return success({ findings: [], unformatted: [] });
  return success(await runTerraform({ ...verified.value, present }, terraform, options));
}

/** Tells what all shards found as one run would. */
export function mergedVerifyReport(
  project: Project,
  answers: readonly VerifyAnswers[],
  options: Pick<VerifyOptions, "names">,
): VerifyReport {
  const verified = lookAt(project, options);
  if (!verified.ok) return refused(verified.problems);
  // Modules are looked at by each shard.
  const findings = new Map(
    answers.flatMap((some) => some.findings.map((one) => [JSON.stringify(one), one])),
  );
  const unformatted = new Set(answers.flatMap((some) => some.unformatted));
  return verifyReport(verified.value, {
    findings: [...findings.values()],
    unformatted: [...unformatted].sort(compareText),
  });
}

/** What is to be verified, and what is known of it before Terraform is run. */
interface Verified {
  readonly project: Project;
  readonly rendered: Rendered;
  readonly present: readonly Environment[];
  readonly problems: readonly Diagnostic[];
}

function lookAt(project: Project, options: Pick<VerifyOptions, "names">): Result<Verified> {
  const rendered = hasErrors(project.problems) ? undefined : renderProject(project);
  const problems = [...project.problems, ...(rendered?.problems ?? [])];
  const chosen = selectEnvironments(project.environments, options.names ?? []);
  problems.push(...chosen.problems);
  if (!rendered || hasErrors(problems)) return failure(...problems);
  const isPresent = (one: Environment): boolean => project.files.kind(placeOf(one)) !== undefined;
  const present = chosen.environments.filter(isPresent);
  for (const one of chosen.environments.filter((one) => !isPresent(one))) {
    const args = { folder: placeOf(one) };
    problems.push(diagnostic("environment-not-generated", args, startOf(one.file)));
  }
  problems.push(...staleness(project, rendered, chosen.environments));
  if (present.length === 0) return failure(...problems);
  return success({ project, rendered, present, problems });
}

const nothing: VerifyReport = { environments: [], invalid: [], problems: [], interrupted: false };

/** `undefined` where it was interrupted. */
async function runTerraform(
  { project, present }: Verified,
  terraform: Terraform,
  { timeout = 900_000, progress = noProgress, ...options }: VerifyOptions,
): Promise<VerifyAnswers | undefined> {
  // Values are nothing to `validate`: environments that share a root module are validated as one.
  const sharers = groupBy(present, ({ directory }) => directory);
  const firsts = [...sharers.values()].flatMap(([first]) => first ?? []);
  return inPrivateFolder(async (folder) => {
    const { root } = project;
    const copy = copyFor(project, present, folder);
    const context = { ...options, root, terraform, copy, timeout, progress };
    const found = await runEnvironments(firsts, context);
    const ofAll = found.flatMap((finding) => {
      const first = firsts.find(({ name }) => name === finding.environment);
      const all = (first && sharers.get(first.directory)) ?? [];
      return all.map(({ name }): Finding => ({ ...finding, environment: name }));
    });
    const { unformatted, findings: format } = await checkFormat(context);
    if (options.signal?.aborted) return undefined;
    return { findings: [...ofAll, ...withoutEchoes(format, found)], unformatted };
  });
}

function verifyReport(
  { project, rendered, present, problems }: Verified,
  { findings, unformatted }: VerifyAnswers,
): VerifyReport {
  const told = [
    ...unformatted.map((file) => diagnostic("terraform-format", { file }, startOf(file))),
    ...findingProblems(findings, present.length, project, rendered),
  ];
  return {
    environments: present.map(({ name }) => name),
    invalid: invalidOf(findings),
    problems: sortDiagnostics([...problems, ...told]),
    interrupted: false,
  };
}

function refused(problems: readonly Diagnostic[]): VerifyReport {
  return { ...nothing, problems: sortDiagnostics(problems) };
}

/** Whether what is verified is what would be made. Of the environments that are not looked at nothing is said. */
function staleness(
  { files }: Project,
  rendered: Rendered,
  environments: readonly Environment[],
): Diagnostic[] {
  const names = new Set(environments.map(({ name }) => name));
  const isLookedAt = (step: Step): boolean => {
    const environment = "output" in step ? step.output?.environment : undefined;
    return environment === undefined || names.has(environment);
  };
  const stale = plan(rendered, files).steps.filter(
    (step) => step.action !== "unchanged" && isLookedAt(step),
  );
  const paths = stale.map(({ path }) => path);
  return paths.length > 0 ? [diagnostic("verified-not-current", { files: paths })] : [];
}

/** `fmt` says of files that do not parse what `validate` says better, and knows those that it does not read. */
function withoutEchoes(format: readonly Finding[], found: readonly Finding[]): Finding[] {
  const told = new Set(found.map(({ place }) => place?.file));
  return format.filter(({ place }) => place === undefined || !told.has(place.file));
}

function invalidOf(findings: readonly Finding[]): string[] {
  const names = findings.flatMap(({ kind, environment }) =>
    kind === "warning" || environment === undefined ? [] : [environment],
  );
  return [...new Set(names)];
}
