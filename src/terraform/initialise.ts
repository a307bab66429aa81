import { existsSync } from "node:fs";
import { join } from "node:path";
import pLimit from "p-limit";
import { type Environment, fileOf } from "../model/environment.ts";
import type { TerraformAnswer } from "./answer.ts";
import type { PrivateCopy } from "./privateCopy.ts";
import { outputOf } from "./terraform.ts";

/** An environment in a private copy. */
export interface Subject {
  readonly name: string;
  readonly stack: string;
  /** Its folder, below the repository's root. */
  readonly directory: string;
  /** Absolute path of the providers it was initialised with in place; absent: it was not. */
  readonly providers?: string;
  /** If it shares its folder: its file of values, relative to the repository. */
  readonly valuesFile?: string;
  /** The workspace that it is run in; absent: the one that is selected in place. */
  readonly workspace?: string;
}

/** An environment that may be run in another workspace than the selected one. */
export type InWorkspace = Environment & { readonly workspace?: string };

export interface Initialising {
  readonly copy: PrivateCopy;
  /** How many run at once. */
  readonly concurrency: number;
  /** Runs `init` with these parameters added. */
  readonly init: (subject: Subject, ...more: readonly string[]) => Promise<TerraformAnswer>;
}

/**
 * Initialises environments in a private copy, side by side, and goes on with each.
 *
 * A provider may be 700 MB: it is not fetched for each environment. The first of a stack is initialised alone, as
 * the user's own `init` would do it, and the others are given its providers; so are those that were
 * initialised in place theirs. What is not valid with those is initialised as if there were none. Only one such
 * `init` runs at a time: Terraform's plugin cache is not made for several.
 *
 * @param use gets the error of `init`, if it failed
 * @returns the results, stack by stack
 */
export async function initialiseEach<Found>(
  subjects: readonly Subject[],
  { copy, concurrency, init }: Initialising,
  use: (subject: Subject, failed?: TerraformAnswer) => Promise<Found>,
): Promise<readonly Found[]> {
  const limit = pLimit(concurrency);
  const alone = pLimit(1);
  const initialise = async (
    subject: Subject,
    providers: string | undefined,
  ): Promise<TerraformAnswer | undefined> => {
    if (providers !== undefined) {
      const answer = await init(subject, `-plugin-dir=${providers}`);
      if (outputOf(answer).ok) return undefined;
    }
    const answer = await alone(() => init(subject));
    return outputOf(answer).ok ? undefined : answer;
  };
  const runStack = async (members: readonly Subject[]): Promise<readonly Found[]> => {
    const first = members.find(({ providers }) => providers !== undefined) ?? members[0];
    if (!first) return [];
    const failed = await limit(() => initialise(first, first.providers));
    const shared = failed ? undefined : join(dataFolder(first, copy), "providers");
    const others = members.filter((member) => member !== first);
    return Promise.all([
      limit(() => use(first, failed)),
      ...others.map((member) =>
        limit(async () => {
          if (shared !== undefined) copy.provide(lockFile(first), lockFile(member));
          return use(member, await initialise(member, member.providers ?? shared));
        }),
      ),
    ]);
  };
  const stacks = [...new Set(subjects.map(({ stack }) => stack))];
  const found = await Promise.all(
    stacks.map((name) => runStack(subjects.filter(({ stack }) => stack === name))),
  );
  return found.flat();
}

/** An environment as it is to be run, with the providers that it has in place. */
export function subjectOf(environment: InWorkspace, root: string): Subject {
  const { name, stack, directory, valuesFile, workspace } = environment;
  const providers = join(root, directory, ".terraform/providers");
  return {
    name,
    stack: stack.name,
    directory,
    ...(existsSync(providers) ? { providers } : {}),
    ...(valuesFile === undefined ? {} : { valuesFile }),
    ...(workspace === undefined ? {} : { workspace }),
  };
}

/** Where Terraform keeps what it needs for an environment of a copy. */
export function dataFolder({ name }: Pick<Subject, "name">, { data }: PrivateCopy): string {
  return join(data, name.replaceAll("/", "+"));
}

function lockFile({ directory }: Subject): string {
  return fileOf({ directory }, ".terraform.lock.hcl");
}
