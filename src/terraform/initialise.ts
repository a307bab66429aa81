import { existsSync } from "node:fs";
import { join } from "node:path";
import pLimit from "p-limit";
import { type Environment, fileOf } from "../model/environment.ts";
import { groupBy } from "../model/groupBy.ts";
import type { TerraformAnswer } from "./answer.ts";
import type { PrivateCopy } from "./privateCopy.ts";
import type { RunOptions } from "./runOptions.ts";
import { outputOf } from "./terraform.ts";

export interface Initialising extends Pick<RunOptions, "concurrency"> {
  /** Absolute path of the project. */
  readonly root: string;
  readonly copy: PrivateCopy;
  /** Runs `init` with these parameters added. */
  readonly init: (environment: Environment, ...more: readonly string[]) => Promise<TerraformAnswer>;
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
  environments: readonly Environment[],
  { root, copy, concurrency, init }: Initialising,
  use: (environment: Environment, failed?: TerraformAnswer) => Promise<Found>,
): Promise<readonly Found[]> {
  const limit = pLimit(concurrency);
  const alone = pLimit(1);
  const initialise = async (
    environment: Environment,
    providers: string | undefined,
  ): Promise<TerraformAnswer | undefined> => {
    if (providers !== undefined) {
      const answer = await init(environment, `-plugin-dir=${providers}`);
      if (outputOf(answer).ok) return undefined;
    }
    const answer = await alone(() => init(environment));
    return outputOf(answer).ok ? undefined : answer;
  };
  const inPlace = ({ directory }: Environment): string | undefined =>
    [join(root, directory, ".terraform/providers")].find(existsSync);
  const runStack = async (members: readonly Environment[]): Promise<readonly Found[]> => {
    const first = members.find(inPlace) ?? members[0];
    if (!first) return [];
    const failed = await limit(() => initialise(first, inPlace(first)));
    const shared = failed ? undefined : join(dataFolder(first, copy), "providers");
    const others = members.filter((member) => member !== first);
    return Promise.all([
      limit(() => use(first, failed)),
      ...others.map((member) =>
        limit(async () => {
          if (shared !== undefined) copy.provide(lockFile(first), lockFile(member));
          return use(member, await initialise(member, inPlace(member) ?? shared));
        }),
      ),
    ]);
  };
  const stacks = [...groupBy(environments, ({ stack }) => stack.name).values()];
  return (await Promise.all(stacks.map(runStack))).flat();
}

/** Where Terraform keeps what it needs for an environment of a copy. */
export function dataFolder({ name }: Pick<Environment, "name">, { data }: PrivateCopy): string {
  return join(data, name.replaceAll("/", "+"));
}

function lockFile({ directory }: Environment): string {
  return fileOf({ directory }, ".terraform.lock.hcl");
}
