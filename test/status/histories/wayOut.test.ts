import { afterEach, describe, expect, it } from "vitest";
import { addDays } from "../../../src/model/day.ts";
import { World } from "./drawn.ts";

let world = new World();
afterEach(() => {
  world.remove();
  world = new World();
});

const main = (): string => world.git("rev-parse", "origin/main");

function toMain(): void {
  world.git("switch", "--quiet", "main");
  world.git("reset", "--quiet", "--hard", "origin/main");
}

function changeMain(): void {
  toMain();
  world.change("shared", "n");
  world.commit("change");
  world.git("push", "--quiet", "origin", "main");
}

/** Applies a change of a branch to production, with a hold, as a rollback. */
function hotfix(isWhole = true): string {
  world.git("switch", "--quiet", "--create", "fix", main());
  world.change("shared", "m");
  world.hold({ number: world.next(), until: addDays(world.today, 3) });
  const hash = world.commit("hotfix");
  expect(world.judge(world.root, hash, "production", "why").judgement.may).toBe(true);
  world.apply("production", hash, isWhole);
  return hash;
}

function refusalsOf(target: string): readonly string[] {
  const { judgement } = world.judge(world.root, target, "production");
  return judgement.refusals.map(({ kind }) => kind);
}

describe("a refusal is right, and ends once its advice is followed", () => {
  it.each(["merge", "squash", "rebase"] as const)("a hotfix that reaches main by a %s", (kind) => {
    for (const environment of ["staging", "production"]) world.apply(environment, main());
    const base = main();
    hotfix();
    changeMain();
    world.apply("staging", main());
    expect(refusalsOf(main())).toEqual(["would-undo"]);
    // "Merge it, and lift the hold."
    world.git("switch", "--quiet", "fix");
    world.hold(undefined);
    world.commit("lift");
    toMain();
    expect(world.merge(kind, "fix", base)).toBe(true);
    world.git("push", "--quiet", "origin", "main");
    expect(refusalsOf(main())).toEqual(["not-had"]);
    // "Apply it to staging first."
    expect(world.judge(world.root, main(), "staging").judgement.may).toBe(true);
    world.apply("staging", main());
    expect(refusalsOf(main())).toEqual([]);
    world.apply("production", main());
    const { report } = world.judge(world.root, main(), "production");
    expect(report.environments.map(({ verdict }) => verdict.kind)).toEqual([
      "converged",
      "converged",
    ]);
  });

  it("a hotfix is still protected when its hold has ended", () => {
    for (const environment of ["staging", "production"]) world.apply(environment, main());
    hotfix();
    world.today = addDays(world.today, 4);
    expect(refusalsOf(main())).toEqual(["would-undo"]);
  });

  it("and a hotfix of which only a part was applied", () => {
    for (const environment of ["staging", "production"]) world.apply(environment, main());
    hotfix(false);
    expect(refusalsOf(main())).toEqual(["would-undo"]);
  });
});
