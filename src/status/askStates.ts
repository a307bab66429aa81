import { availableParallelism } from "node:os";
import pLimit from "p-limit";
import { type Diagnostic, diagnostic, hasErrors } from "../diagnostics/diagnostic.ts";
import { startOf } from "../diagnostics/position.ts";
import { type HandwrittenCode, handwrittenCode } from "../handwritten/handwrittenCode.ts";
import type { Manifest } from "../manifest/manifest.ts";
import { readManifests } from "../manifest/readManifests.ts";
import { type Environment, placeOf } from "../model/environment.ts";
import { noProgress, type Progress } from "../model/progress.ts";
import type { Project } from "../model/project.ts";
import { failure, type Result, success } from "../model/result.ts";
import type { Shard } from "../model/shard.ts";
import { selectEnvironments } from "../resolve/selectEnvironments.ts";
import { isInShard } from "../resolve/shard.ts";
import type { RunOptions } from "../terraform/runOptions.ts";
import type { Terraform } from "../terraform/terraform.ts";
import { type AskedState, askState } from "./appliedState.ts";
import { askPlans } from "./askPlans.ts";
import { comparison } from "./compareWithCode.ts";
import { codeReader } from "./declaredCode.ts";
import { partsOfOtherCode } from "./otherCode.ts";
import { besideOf, digestsAt, digestsHere, overridden } from "./workTree.ts";

/** Options of a status report. */
export interface StatusOptions {
  /** Today, for the end of holds: `YYYY-MM-DD`. */
  readonly today: string;
  /** Selectors of the environments whose states are read, as for `selectEnvironments`; absent: all. */
  readonly environments?: readonly string[];
  /** How long one environment's state may take to answer, in milliseconds; a minute if not given. */
  readonly timeout?: number;
  /** Whether the real infrastructure is looked at too, by Terraform's plan of each environment, and how. */
  readonly plan?: RunOptions;
  readonly progress?: Progress;
  /** States that shards have already read: they are not read again. */
  readonly answers?: StateAnswers;
}

export type StateAnswers = Readonly<Record<string, AskedState>>;

export interface Subject {
  readonly environment: Environment;
  /** The digest of the code that it is compared with: the work tree's, or a commit's. */
  readonly digest: string;
  /** The digest of what that holds; undefined: nothing. */
  readonly held: string | undefined;
}

/** An environment, and what its state said. */
export interface Asked extends Subject, AskedState {}

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
  const { subjects, beside, problems } = survey(project, options.environments);
  if (problems.length > 0) return failure(...problems);
  const own = subjects.filter(({ environment }) => isInShard(environment.name, shard));
  const asked = await askAll(project, own, beside, terraform, options);
  return success(
    Object.fromEntries(
      asked.map(({ environment, digest: _, held: _held, ...answer }) => [
        environment.name,
        withoutResources(answer),
      ]),
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

/** What is known of a project before its states are asked. */
interface Survey {
  readonly manifest: Manifest;
  readonly beside: readonly HandwrittenCode[];
  readonly subjects: readonly Subject[];
  /** What keeps environments from being asked. */
  readonly problems: readonly Diagnostic[];
}

/**
 * Finds the environments to ask.
 *
 * @param names selectors; none: all
 * @param isCommitted whether the files are those of a commit
 */
export function survey(
  project: Project,
  names: readonly string[] = [],
  isCommitted = false,
): Survey {
  const { files, environments, schema } = project;
  const manifest = readManifests(files, schema.layout);
  const beside = handwrittenCode(files, environments, manifest.files.keys());
  const selected = hasErrors(project.problems) ? project : selectEnvironments(environments, names);
  if (hasErrors(selected.problems)) {
    return { manifest, beside, subjects: [], problems: selected.problems };
  }
  const digests = (isCommitted ? digestsAt : digestsHere)(project, manifest);
  const subjects: Subject[] = [];
  const problems: Diagnostic[] = [];
  for (const environment of selected.environments) {
    const { name, file } = environment;
    const digest = digests.get(name);
    const isMade = files.kind(placeOf(environment)) !== undefined;
    if (digest !== undefined && isMade) {
      subjects.push({ environment, digest, held: manifest.held.get(name) });
    } else problems.push(diagnostic("digest-missing", { environment: name }, startOf(file)));
  }
  return { manifest, beside, subjects, problems };
}

/** Reads states, and plans if requested; the results are in the order of the environments. */
export async function askAll(
  project: Project,
  subjects: readonly Subject[],
  beside: readonly HandwrittenCode[],
  terraform: Terraform | undefined,
  { timeout = 60_000, plan, progress = noProgress }: StatusOptions,
): Promise<readonly Asked[]> {
  const ask = askOf(project, beside, terraform, timeout);
  const limit = pLimit(sideBySide);
  let done = 0;
  progress("asking states", done, subjects.length);
  const asked = await Promise.all(
    subjects.map((subject) =>
      limit(async (): Promise<Asked> => {
        const answer = await ask(subject);
        progress("asking states", ++done, subjects.length);
        return { ...subject, ...answer };
      }),
    ),
  );
  return plan && terraform ? askPlans(project, terraform, asked, { ...plan, progress }) : asked;
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
