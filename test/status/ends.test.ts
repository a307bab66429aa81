import { rmSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { StateFault, StatusReport } from "../../src/model/status.ts";
import { terraformAvailable } from "../support/programs.ts";
import { type Applies, copyToApply, useGates } from "./applies.ts";
import { daysAgo, makeWorld, type World } from "./world.ts";

const apply = ["apply", "-auto-approve", "-input=false", "-lock=false", "-no-color"];
const destroy = ["destroy", "-auto-approve", "-input=false", "-lock=false", "-no-color"];

/** How an apply ends, from the code that was whole in the state before, and what status makes of it. */
interface End {
  /** What is in the state before: the code of the commit before, or the same that is asked about. */
  readonly from: "before" | "same";
  readonly act: (applies: Applies, ofBefore: Applies) => Promise<unknown>;
  readonly verdict: StatusReport["environments"][number]["verdict"]["kind"];
  readonly faults: readonly StateFault["kind"][];
}

const bare = "module.service.terraform_data.bare";
const first = "module.service.terraform_data.first";

/** Whether Terraform still saves the resource that it was at, as tainted, depends on when the signal comes. */
const begun: End["faults"] = expect.arrayContaining(["begun"]);

const ends: Readonly<Record<string, End>> = {
  nothing: { from: "same", act: async () => {}, verdict: "converged", faults: [] },
  "a good apply": {
    from: "before",
    act: ({ terraform }) => terraform(...apply),
    verdict: "converged",
    faults: [],
  },
  "an apply that fails": {
    from: "before",
    act: (applies) => applies.while("fail-second", () => applies.terraform(...apply)),
    verdict: "behind",
    faults: ["begun", "tainted"],
  },
  "and a good one after it": {
    from: "before",
    act: async (applies) => {
      await applies.while("fail-second", () => applies.terraform(...apply));
      await applies.terraform(...apply);
    },
    verdict: "converged",
    faults: [],
  },
  "Ctrl-C at the first resource": {
    from: "before",
    act: ({ interrupted }) => interrupted("first", "SIGINT", ...apply),
    verdict: "behind",
    faults: begun,
  },
  "Ctrl-C at the second": {
    from: "before",
    act: ({ interrupted }) => interrupted("second", "SIGINT", ...apply),
    verdict: "behind",
    faults: begun,
  },
  killed: {
    from: "before",
    act: ({ interrupted }) => interrupted("second", "SIGKILL", ...apply),
    verdict: "behind",
    faults: [],
  },
  "-target": {
    from: "before",
    act: ({ terraform }) => terraform(...apply, `-target=${first}`),
    verdict: "behind",
    faults: [],
  },
  "-target with the code of the commit before": {
    from: "same",
    act: (_, { terraform }) => terraform(...apply, `-target=${first}`),
    verdict: "incomplete",
    faults: ["part"],
  },
  "-target of what names the code": {
    from: "before",
    act: ({ terraform }) => terraform(...apply, "-target=terraform_data.terraloom"),
    verdict: "incomplete",
    faults: ["begun"],
  },
  "-refresh-only": {
    from: "before",
    act: ({ terraform }) => terraform(...apply, "-refresh-only"),
    verdict: "behind",
    faults: ["begun"],
  },
  refresh: {
    from: "before",
    act: ({ terraform }) => terraform("refresh", "-input=false", "-lock=false"),
    verdict: "behind",
    faults: ["begun"],
  },
  "refresh of the same code": {
    from: "same",
    act: ({ terraform }) => terraform("refresh", "-input=false", "-lock=false"),
    verdict: "converged",
    faults: [],
  },
  "destroy -target": {
    from: "same",
    act: ({ terraform }) => terraform(...destroy, `-target=${first}`),
    verdict: "incomplete",
    faults: ["unmarked", "missing"],
  },
  destroy: {
    from: "same",
    act: ({ terraform }) => terraform(...destroy),
    verdict: "never",
    faults: [],
  },
  "a destroy that fails": {
    from: "same",
    act: (applies) => applies.while("fail-destroy", () => applies.terraform(...destroy)),
    // Outputs go first.
    verdict: "unknown",
    faults: [],
  },
  "state rm of a resource": {
    from: "same",
    act: ({ terraform }) => terraform("state", "rm", "-lock=false", first),
    verdict: "incomplete",
    faults: ["missing"],
  },
  "state rm of one of several": {
    from: "same",
    act: ({ terraform }) =>
      terraform("state", "rm", "-lock=false", "module.service.terraform_data.many[1]"),
    verdict: "incomplete",
    faults: ["missing"],
  },
  "state rm of the last of several": {
    from: "same",
    act: ({ terraform }) =>
      terraform("state", "rm", "-lock=false", "module.service.terraform_data.many[2]"),
    verdict: "incomplete",
    faults: ["missing"],
  },
  "state rm of one of a for_each": {
    from: "same",
    act: ({ terraform }) =>
      terraform("state", "rm", "-lock=false", 'module.service.terraform_data.named["b"]'),
    verdict: "incomplete",
    faults: ["missing"],
  },
  "state mv to a key that the code does not give": {
    from: "same",
    act: ({ terraform }) => {
      const named = "module.service.terraform_data.named";
      return terraform("state", "mv", "-lock=false", `${named}["b"]`, `${named}["c"]`);
    },
    verdict: "incomplete",
    faults: ["missing", "leftover"],
  },
  "state rm of what names the code": {
    from: "same",
    act: ({ terraform }) => terraform("state", "rm", "-lock=false", "terraform_data.terraloom"),
    verdict: "incomplete",
    faults: ["unmarked", "missing"],
  },
  "state mv": {
    from: "same",
    act: ({ terraform }) =>
      terraform("state", "mv", "-lock=false", first, "module.service.terraform_data.other"),
    verdict: "incomplete",
    faults: ["missing", "leftover"],
  },
  "-var": {
    from: "same",
    act: ({ terraform }) => terraform(...apply, "-var=core_memory=4096"),
    verdict: "incomplete",
    faults: ["outside"],
  },
  "-replace": {
    from: "same",
    act: ({ terraform }) => terraform(...apply, `-replace=${first}`),
    verdict: "converged",
    faults: [],
  },
  "-replace that fails": {
    from: "same",
    act: (applies) =>
      applies.while("fail-first", () => applies.terraform(...apply, `-replace=${first}`)),
    verdict: "incomplete",
    faults: ["tainted", "missing"],
  },
  import: {
    from: "same",
    act: async ({ terraform }) => {
      await terraform("state", "rm", "-lock=false", bare);
      await terraform("import", "-input=false", "-lock=false", bare, "an-id");
    },
    verdict: "converged",
    faults: [],
  },
  taint: {
    from: "same",
    act: ({ terraform }) => terraform("taint", "-lock=false", first),
    verdict: "incomplete",
    faults: ["tainted"],
  },
};

describe.skipIf(!terraformAvailable)("status after", () => {
  let world: World;
  let gates: string;
  let applies: Applies;
  let ofBefore: Applies;
  const states: Record<End["from"], string> = { before: "", same: "" };

  beforeAll(async () => {
    world = await makeWorld();
    gates = useGates(world);
    await world.commit("Begin", daysAgo(2));
    ofBefore = await copyToApply(world, gates);
    await ofBefore.terraform(...apply);
    states.before = (await world.bucket())["staging.tfstate"] ?? "";
    for (const name of ["staging", "production"]) world.edit(name, ": 512", ": 1024");
    await world.commit("Give core 1024 MiB", daysAgo(1));
    applies = await copyToApply(world, gates);
    await applies.terraform(...apply);
    states.same = (await world.bucket())["staging.tfstate"] ?? "";
  }, 60_000);

  afterAll(async () => {
    applies.remove();
    ofBefore.remove();
    rmSync(gates, { recursive: true });
    await world.stop();
  });

  test.each(Object.entries(ends))(
    "%s",
    { timeout: 60_000 },
    async (_, { from, act, verdict, faults }) => {
      await world.put("staging.tfstate", states[from]);
      await act(applies, ofBefore);
      const plan = await applies.terraform(
        "plan",
        "-detailed-exitcode",
        "-input=false",
        "-lock=false",
        "-no-color",
      );
      const { stdout } = await world.status("staging", "--format", "json");
      const { environments } = JSON.parse(stdout) as StatusReport;
      expect([
        environments[0]?.verdict.kind,
        environments[0]?.faults.map(({ kind }) => kind),
        plan.output,
      ]).toEqual([verdict, faults, expect.anything()]);
      expect([verdict === "converged", plan.output]).toEqual([
        plan.status === 0,
        expect.anything(),
      ]);
    },
  );
});
