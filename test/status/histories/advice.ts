import type { Refusal } from "../../../src/model/judgement.ts";
import { type RefusalWords, refusalWords } from "../../../src/report/status/refusalWords.ts";
import { gitIn } from "../../support/git.ts";
import type { World } from "./drawn.ts";

/** How many pieces of advice may have to be followed, one after the other. */
const mostSteps = 12;

/** Somebody who wants main's newest commit in an environment, sits at a clone, and does what it says there. */
export interface Reader {
  readonly world: World;
  readonly clone: string;
  /** What was followed, for who reads a failure. */
  readonly told: string[];
}

/**
 * Follows what refusals say, and never says that it is a rollback, until main's newest commit may be applied to an
 * environment; then applies it.
 *
 * @returns whether it came to that
 */
export function settle(reader: Reader, environment: string): boolean {
  const { world, clone, told } = reader;
  for (let step = 0; step < mostSteps; step++) {
    gitIn(clone)("fetch", "--quiet", "origin");
    const target = mainOf(world);
    const { judgement, report } = world.judge(clone, target, environment);
    const [refusal] = judgement.refusals.filter(({ excused }) => !excused);
    if (!refusal) {
      world.apply(environment, target);
      told.push(`applied to ${environment}`);
      return true;
    }
    const words = refusalWords(refusal, judgement, report);
    told.push(`${environment}: ${words.message}\n    ${words.advice}`);
    if (!follow(words, refusal, environment, reader)) return false;
  }
  return false;
}

/** What advice says, and what its reader does. */
const ways: readonly (readonly [
  advice: RegExp,
  follow: (names: readonly string[], refusal: Refusal, reader: Reader) => boolean,
])[] = [
  [/^Apply it to (\w+) first\b/, ([first = ""], _, reader) => settle(reader, first)],
  [/^Merge it first\b/, (_, refusal, reader) => mergeHome(refusal, reader)],
  [
    /^Merge the branch that it was applied from\b/,
    (_, refusal, reader) => mergeHome(refusal, reader),
  ],
  [
    /^Look at the plan and merge that code first\b/,
    (_, refusal, reader) => mergeHome(refusal, reader),
  ],
  [/^Fetch the commit that was applied\b/, (_, refusal, reader) => mergeHome(refusal, reader)],
  [
    /^Lift that first: npx terraloom hold production --lift\b/,
    (_, __, { world }) => {
      toMain(world);
      world.hold(undefined);
      world.commit("lift");
      world.git("push", "--quiet", "origin", "main");
      return true;
    },
  ],
  [
    /^This clone is shallow\. Run: git fetch --unshallow$/,
    (_, __, { clone }) => {
      gitIn(clone)("fetch", "--quiet", "--unshallow");
      return true;
    },
  ],
];

function follow(
  { advice }: RefusalWords,
  refusal: Refusal,
  environment: string,
  reader: Reader,
): boolean {
  for (const [pattern, act] of ways) {
    const found = pattern.exec(advice);
    if (found) return act(found.slice(1), refusal, reader);
  }
  throw new Error(`Nobody knows how to follow: ${advice} (${environment})`);
}

/** Merges what an environment was given; where that conflicts, as a person would who wants to keep it. */
function mergeHome(refusal: Refusal, { world }: Reader): boolean {
  const name = "of" in refusal ? refusal.of.name : "";
  const commit = world.begun.get(name) ?? world.applied.get(name)?.commit;
  if (commit === undefined) return false;
  toMain(world);
  if (!world.merge("merge", commit, commit)) {
    world.git("merge", "--quiet", "--no-commit", "--strategy=ours", commit);
    world.git("checkout", "--quiet", commit, "--", "envs", "templates");
    world.commit("merge by hand");
  }
  world.git("push", "--quiet", "origin", "main");
  return true;
}

function mainOf(world: World): string {
  return world.git("rev-parse", "origin/main");
}

function toMain(world: World): void {
  world.git("switch", "--quiet", "main");
  world.git("reset", "--quiet", "--hard", "origin/main");
}
