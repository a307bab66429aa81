import { describe, expect, test } from "vitest";
import { addDays } from "../../../src/model/day.ts";
import { settle } from "./advice.ts";
import { World } from "./drawn.ts";
import { ancestors, hasToPass, isConverged, wrongClaims } from "./rules.ts";

/** All histories, or a few of them. */
const histories = Number(process.env.TERRALOOM_HISTORIES ?? (process.env.TERRALOOM_SLOW ? 500 : 5));
const steps = 10;

/** Numbers that look drawn, the same for the same seed. */
function drawFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

interface Branch {
  readonly name: string;
  readonly base: string;
}

/** Draws one history, and holds every verdict on the way against the rules. */
function live(seed: number): void {
  const draw = drawFrom(seed);
  const world = new World();
  const branches: Branch[] = [];
  const told: string[] = [];
  const pick = <T>(list: readonly T[]): T | undefined => list[draw(list.length)];
  const main = (): string => world.git("rev-parse", "origin/main");
  const toMain = (): void => {
    world.git("switch", "--quiet", "main");
    world.git("reset", "--quiet", "--hard", "origin/main");
  };
  const push = (...options: readonly string[]): void => {
    world.git("push", "--quiet", ...options, "origin", "main");
  };
  const changeAnything = (): void => {
    const [part, name] = pick([
      ["staging", "a"],
      ["production", "a"],
      ["production", "b"],
      ["shared", "m"],
      ["shared", "n"],
    ] as const) ?? ["shared", "m"];
    world.change(part, name);
  };
  const known = (root: string, hash: string): boolean => {
    try {
      world.git("-C", root, "cat-file", "-e", hash);
      return true;
    } catch {
      return false;
    }
  };
  const check = (root: string, target: string, environment: string, rollback?: string): boolean => {
    const { report, judgement } = world.judge(root, target, environment, rollback);
    const say = `seed ${seed}\n${told.join("\n")}\n${target.slice(0, 7)} to ${environment}: ${JSON.stringify(judgement.refusals.map(({ kind }) => kind))} ${JSON.stringify(report.environments.map(({ name, verdict, held }) => [name, verdict.kind, held]))}`;
    for (const { name, verdict } of report.environments) {
      if (verdict.kind === "converged")
        expect(isConverged(world.truth, name, target), say).toBe(true);
    }
    if (judgement.may && rollback === undefined) {
      const isOnMain = ancestors(world.truth, main()).has(target);
      expect(wrongClaims(world.truth, environment, target, isOnMain), say).toEqual([]);
    }
    if (
      !judgement.may &&
      root === world.root &&
      environment === "production" &&
      target === main()
    ) {
      expect(hasToPass(world.truth, target), `${say}\na false refusal`).toBe(false);
      // There is always a way on: to say that it is one.
      if (rollback === undefined) {
        expect(
          world.judge(root, target, environment, "why").judgement.may,
          `${say}\nno way out`,
        ).toBe(true);
      }
    }
    return judgement.may;
  };
  const actions: Readonly<Record<string, () => void>> = {
    change() {
      toMain();
      changeAnything();
      world.commit("change");
      push();
    },
    notPushed() {
      toMain();
      changeAnything();
      const hash = world.commit("not pushed");
      expect(check(world.root, hash, "production")).toBe(false);
      toMain();
    },
    hotfix() {
      const start = pick([main(), world.applied.get("production")?.commit ?? main()]) ?? main();
      const name = `b${world.next()}`;
      world.git("switch", "--quiet", "--create", name, start);
      changeAnything();
      world.hold({ number: world.next(), until: addDays(world.today, 3) });
      const hash = world.commit("hotfix");
      branches.push({ name, base: start });
      if (draw(4) > 0 && check(world.root, hash, "production", "why"))
        world.apply("production", hash);
    },
    codeBack() {
      const parent = world.commits.get(main())?.parents[0];
      if (!parent) return;
      const name = `b${world.next()}`;
      world.git("switch", "--quiet", "--create", name, main());
      world.git("checkout", "--quiet", parent, "--", "envs", "templates");
      world.hold({ number: world.next(), until: addDays(world.today, 3) });
      const hash = world.commit("code back");
      branches.push({ name, base: main() });
      if (check(world.root, hash, "production", "why")) world.apply("production", hash);
    },
    tryAndRevert() {
      const name = `b${world.next()}`;
      world.git("switch", "--quiet", "--create", name, main());
      changeAnything();
      world.commit("try");
      world.git("checkout", "--quiet", main(), "--", "envs", "templates");
      world.commit("revert");
      branches.push({ name, base: main() });
    },
    home() {
      const branch = pick(branches);
      if (!branch) return;
      world.git("switch", "--quiet", branch.name);
      if (draw(3) > 0) {
        world.hold(undefined);
        world.commit("lift");
      }
      if (draw(3) === 0) {
        changeAnything();
        world.commit("more");
      }
      toMain();
      const kind = pick(["merge", "squash", "rebase", "pick"] as const) ?? "merge";
      if (world.merge(kind, branch.name, branch.base)) push();
      if (draw(3) === 0) {
        branches.splice(branches.indexOf(branch), 1);
        world.git("branch", "--quiet", "-D", branch.name);
      }
    },
    forcePush() {
      toMain();
      if (!world.commits.get(main())?.parents[0]) return;
      world.git("reset", "--quiet", "--hard", "HEAD~1");
      changeAnything();
      world.commit("rewritten");
      push("--force");
    },
    applyMain() {
      for (const environment of ["staging", "production"]) {
        if (!check(world.root, main(), environment)) return;
        world.apply(environment, main(), draw(6) > 0);
      }
    },
    applyOlder() {
      const older = world.commits.get(main())?.parents[0] ?? main();
      if (check(world.root, older, "production")) world.apply("production", older);
    },
    shallow() {
      const root = world.clone("--depth", "2");
      check(root, main(), "production");
    },
    fresh() {
      const root = world.clone();
      if (known(root, main())) check(root, main(), "production");
    },
    days() {
      world.today = addDays(world.today, 1 + draw(3));
    },
  };
  try {
    world.apply("staging", main());
    world.apply("production", main());
    for (let step = 0; step < steps; step++) {
      const name = pick([...Object.keys(actions), "applyMain", "hotfix", "home"]) ?? "change";
      told.push(name);
      actions[name]?.();
    }
    check(world.root, main(), "production");
    // Whoever does what refusals say comes to an end, and there all is converged.
    const clone = draw(3) === 0 ? world.clone("--depth", "2") : world.root;
    // What staging brings home production gets in its turn.
    const ended = ["production", "staging", "production"].every((environment) =>
      settle({ world, clone, told }, environment),
    );
    const { report } = world.judge(clone, main(), "production");
    const say = `seed ${seed}\n${told.join("\n")}`;
    expect([ended, ...report.environments.map(({ verdict }) => verdict.kind)], say).toEqual([
      true,
      "converged",
      "converged",
    ]);
  } finally {
    world.remove();
  }
}

describe("every verdict on a random history is true, and every refusal has a way out", () => {
  const first = Number(process.env.TERRALOOM_SEED ?? 1);
  for (let seed = first; seed < first + histories; seed++) {
    test(`history ${seed}`, { timeout: 120_000 }, () => live(seed));
  }
});
