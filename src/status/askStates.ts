import { availableParallelism } from "node:os";
import pLimit from "p-limit";
import { type Diagnostic, diagnostic, hasErrors } from "../diagnostics/diagnostic.ts";
import { startOf } from "../diagnostics/position.ts";
import { type HandwrittenCode, handwrittenCode } from "../handwritten/handwrittenCode.ts";
import { readManifests } from "../manifest/readManifests.ts";
import { type Environment, placeOf } from "../model/environment.ts";
import { noProgress, type Progress } from "../model/progress.ts";
import type { Project } from "../model/project.ts";
import { failure, type Result, success } from "../model/result.ts";
import type { Shard } from "../model/shard.ts";
import { selectEnvironments } from "../resolve/selectEnvironments.ts";
import { isInShard } from "../resolve/shard.ts";
import type { Terraform } from "../terraform/terraform.ts";
import { type AskedState, askState } from "./appliedState.ts";
import { type Asked, askPlans, type PlanOptions } from "./askPlans.ts";
import { comparison } from "./compareWithCode.ts";
import { codeReader } from "./declaredCode.ts";
import { partsOfOtherCode } from "./otherCode.ts";
import { besideOf, digestsHere, overridden } from "./workTree.ts";

export interface StatusOptions {
  /** Today, for the end of holds: `YYYY-MM-DD`. */
  readonly today: string;
  /** Selectors of the environments whose states are read, as for `selectEnvironments`; absent: all. */
  readonly environments?: readonly string[];
  /** How long one environment's state may take to answer, in milliseconds; a minute if not given. */
  readonly timeout?: number;
  /** How to compare the real infrastructure too, by Terraform's plan; absent: not compared. */
  readonly plan?: PlanOptions;
  readonly progress?: Progress;
  /** States that shards have already read: they are not read again. */
  readonly answers?: StateAnswers;
}

/** What was read of states, by environment. */
export type StateAnswers = Readonly<Record<string, AskedState>>;

/**
 * Reads the states of one shard's environments, without a verdict, which needs the states of all shards.
 *
 * @returns also the problems that prevent it
 */
export async function askStates(
  project: Project,
  terraform: Terraform,
  shard: Shard,
  options: StatusOptions,
): Promise<Result<StateAnswers>> {
  const manifest = readManifests(project.files, project.schema.layout);
  const { subjects, problems } = subjectsOf(
    project,
    digestsHere(project, manifest),
    options.environments ?? [],
  );
  if (problems.length > 0) return failure(...problems);
  const own = subjects.filter(({ environment }) => isInShard(environment.name, shard));
  const beside = handwrittenCode(project.files, project.environments, manifest.files.keys());
  const answers = await askAll(project, own, beside, terraform, options);
  return success(
    Object.fromEntries(
      answers.map(([{ environment }, asked]) => [environment.name, withoutResources(asked)]),
    ),
  );
}

/** The resources of the state have been compared with the code already. */
function withoutResources({ applied, ...asked }: AskedState): AskedState {
  return {
    ...asked,
    applied: applied.kind === "applied" ? { ...applied, resources: [], given: {} } : applied,
  };
}

/** An environment whose state is read, and the digest of the code that it is compared with. */
export interface Subject {
  readonly environment: Environment;
  readonly digest: string;
}

/** The environments whose states can be read, and problems of the others. */
export function subjectsOf(
  { files, environments, problems }: Project,
  digests: ReadonlyMap<string, string>,
  names: readonly string[],
): { readonly subjects: readonly Subject[]; readonly problems: readonly Diagnostic[] } {
  if (hasErrors(problems)) return { subjects: [], problems };
  const selected = selectEnvironments(environments, names);
  if (selected.problems.length > 0) return { subjects: [], problems: selected.problems };
  const subjects: Subject[] = [];
  const missing: Diagnostic[] = [];
  for (const environment of selected.environments) {
    const { name, file } = environment;
    const digest = digests.get(name);
    const made = files.kind(placeOf(environment)) !== undefined;
    if (digest !== undefined && made) subjects.push({ environment, digest });
    else missing.push(diagnostic("digest-missing", { environment: name }, startOf(file)));
  }
  return { subjects, problems: missing };
}

/** Reads states, and plans if requested; the results are in the order of the environments. */
export async function askAll(
  project: Project,
  subjects: readonly Subject[],
  beside: readonly HandwrittenCode[],
  terraform: Terraform | undefined,
  { timeout = 60_000, plan, progress = noProgress }: StatusOptions,
): Promise<readonly Asked[]> {
  const asked = await askSideBySide(subjects, askOf(project, beside, terraform, timeout), progress);
  if (!plan || !terraform) return asked;
  return askPlans(project, terraform, asked, { ...plan, progress });
}

/** Reads one environment's state, and compares it with the code here if that is what was applied. */
function askOf(
  { root, files, environments, schema }: Project,
  beside: readonly HandwrittenCode[],
  terraform: Terraform | undefined,
  timeout: number,
): (subject: Subject) => Promise<AskedState> {
  const codeIn = codeReader(files);
  const compare = comparison(files, codeIn);
  return async ({ environment, digest }) => {
    if (!terraform) return { applied: { kind: "unreachable", reason: "nobody asked it" } };
    const asked = await askState(terraform, root, environment, timeout);
    const { applied } = asked;
    if (applied.kind !== "applied" || applied.digest !== digest) return asked;
    const folder = environment.directory;
    const faults = [
      ...applied.faults,
      ...compare(folder, applied),
      ...overridden(besideOf(beside, environment, environments)),
    ];
    const parts =
      faults.length > 0
        ? []
        : partsOfOtherCode(root, schema.layout, environment, { files, codeIn }, applied.resources);
    return { ...asked, applied: { ...applied, faults: [...faults, ...parts] } };
  };
}

/**
 * How many states are read at a time: more with more processors. Readers wait for the network, and
 * Terraform runs twice for each, with 0.02 to 0.04 s of processor time and 56 to 64 MB.
 */
export function statesAtATime(processors: number): number {
  return Math.min(64, Math.max(10, 8 * processors));
}

/** How many are read at a time on this machine. */
export const sideBySide = statesAtATime(availableParallelism());

async function askSideBySide(
  subjects: readonly Subject[],
  ask: (subject: Subject) => Promise<AskedState>,
  progress: Progress,
): Promise<readonly Asked[]> {
  const limit = pLimit(sideBySide);
  let done = 0;
  progress("asking states", done, subjects.length);
  return Promise.all(
    subjects.map((subject) =>
      limit(async () => {
        const answer = [subject, await ask(subject)] as const;
        progress("asking states", ++done, subjects.length);
        return answer;
      }),
    ),
  );
}
