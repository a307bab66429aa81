import { describe, expect, test } from "vitest";
import { formatJudgement } from "../../src/report/status/judgement.ts";
import { mayApply } from "../../src/status/mayApply.ts";
import { drawnHistory } from "./drawnHistory.ts";
import {
  type Around,
  type DrawnState,
  drawnReport,
  threeCommits,
  withHotfix,
} from "./drawnReport.ts";

const unreachable = { kind: "unreachable", reason: "connection refused" } as const;
const hotfix = { history: drawnHistory(withHotfix, { refs: { main: "c3", hotfix: "h1" } }) };
const older = {
  history: drawnHistory(threeCommits, { head: "c2", refs: { main: "c3" } }),
  digest: "B",
};

const reverted = {
  history: drawnHistory([...threeCommits, ["back", "c3", "A"]], {
    head: "c3",
    refs: { main: "c3", revert: "back" },
  }),
};

type Row = readonly [
  title: string,
  states: Readonly<Record<string, DrawnState>>,
  lines: readonly string[],
  around?: Around,
];

const rollback = "or say that this is a rollback: --rollback REASON";

/** What is told, and whether a rollback would pass. */
const table: readonly Row[] = [
  [
    "staging has had it",
    { staging: "C", production: "A" },
    ["production may be given c3: staging has had it"],
  ],
  [
    "production has it already",
    { staging: "C", production: "C" },
    ["production may be given c3: staging has had it"],
  ],
  [
    "the first time",
    { staging: "C", production: { kind: "never" } },
    ["production may be given c3: staging has had it"],
  ],
  ["nothing comes before", { production: "A" }, ["production may be given c3"]],
  [
    "staging has had more: HEAD is older",
    { staging: "C", production: "A" },
    ["production may be given c2: staging is past it"],
    older,
  ],
  [
    "nothing comes before, and HEAD is on another branch",
    { production: "A" },
    ["production may be given c3"],
    { main: { name: "trunk", hasHead: false } },
  ],
  [
    "nobody knows the main branch",
    { staging: "C", production: "A" },
    [
      "production may not be given c3",
      "  whether HEAD is on the main branch is not known: the remote's HEAD is not set here",
      `  Run: git remote set-head origin --auto, ${rollback}`,
    ],
    { main: { hasHead: false } },
  ],
  [
    "production may run what a branch brought back",
    { staging: "C", production: "A" },
    [
      "production may not be given c3",
      "  production may run back of revert, which brought the code of c1 back, and HEAD does not have it: that would be undone",
      "    back 2026-11-20 make back",
      `  Merge it, or delete it if it was never applied, ${rollback}`,
    ],
    reverted,
  ],
  [
    "production has another name now",
    {
      staging: "C",
      production: {
        kind: "applied",
        digest: "A",
        environment: "prod",
        held: [],
        faults: [],
        resources: [],
      },
    },
    [
      "production may not be given c3",
      "  the state of production is of prod, which is no environment any more",
      "  If production is its new name, say that: --rollback REASON",
    ],
  ],
  [
    "HEAD is on another branch",
    { staging: "C", production: "A" },
    ["production may not be given c3", "  HEAD is not on trunk", `  Merge it first, ${rollback}`],
    { main: { name: "trunk", hasHead: false } },
  ],
  [
    "the hotfix was squashed into HEAD",
    { staging: "C", production: "H" },
    ["production may be given c3: staging has had it"],
    { ...hotfix, included: ["h1"] },
  ],
  [
    "what terraloom did not make is taken over",
    { staging: "C", production: { kind: "not-ours" } },
    ["production may be given c3: staging has had it"],
  ],
  [
    "staging is behind",
    { staging: "A", production: "A" },
    [
      "production may not be given c3",
      "  staging has not had it: behind by 2 commits",
      "    c3 2026-11-20 make c3",
      "    c2 2026-11-19 make c2",
      `  Apply it to staging first, ${rollback}`,
    ],
  ],
  [
    "staging was never applied",
    { staging: { kind: "never" }, production: "A" },
    [
      "production may not be given c3",
      "  staging has not had it: never applied",
      `  Apply it to staging first, ${rollback}`,
    ],
  ],
  [
    "staging runs unknown code",
    { staging: "Z", production: "A" },
    [
      "production may not be given c3",
      "  staging has not had it: unknown code: no commit here has it: someone applied uncommitted work, it is not fetched, or history was rewritten",
      `  Apply it to staging first, ${rollback}`,
    ],
  ],
  [
    "staging is on a branch of its own",
    { staging: "H", production: "A" },
    [
      "production may not be given c3",
      "  staging has not had it: ahead, by an off-main commit: h1 on hotfix, which HEAD does not have",
      "    c3 2026-11-20 make c3",
      "    c2 2026-11-19 make c2",
      `  Apply it to staging first, ${rollback}`,
    ],
    hotfix,
  ],
  [
    "staging does not answer",
    { staging: unreachable, production: "A" },
    [
      "production may not be given c3",
      "  whether staging has had it is not known: connection refused",
      `  Apply it to staging first, ${rollback}`,
    ],
  ],
  [
    "production runs a hotfix",
    { staging: "C", production: "H" },
    [
      "production may not be given c3",
      "  production runs h1 of hotfix, and HEAD does not have it: that would be undone; held until 2026-12-01 (in the applied state): core_memory, out of memory",
      "    h1 2026-11-18 make h1",
      `  Bring it home first (merge it, then: npx terraloom converge --from production --to staging), ${rollback}`,
    ],
    {
      ...hotfix,
      holds: [
        {
          kind: "variable",
          name: "core_memory",
          reason: "out of memory",
          until: "2026-12-01",
          in: "applied state",
        },
      ],
    },
  ],
  [
    "production runs what is newer",
    { staging: "C", production: "C" },
    [
      "production may not be given c2",
      "  production runs c3 of main, which has more than HEAD: that would be undone",
      "    c3 2026-11-20 make c3",
      `  Pull first, ${rollback}`,
    ],
    older,
  ],
  [
    "production runs a hotfix of HEAD",
    { staging: "B", production: "C" },
    [
      "production may not be given c2",
      "  production runs c3 of hotfix, and HEAD does not have it: that would be undone",
      "    c3 2026-11-20 make c3",
      `  Bring it home first (merge it, then: npx terraloom converge --from production --to staging), ${rollback}`,
    ],
    {
      history: drawnHistory(threeCommits, { head: "c2", refs: { main: "c2", hotfix: "c3" } }),
      digest: "B",
    },
  ],
  [
    "production runs code that nobody has",
    { staging: "C", production: "Z" },
    [
      "production may not be given c3",
      "  production runs what would be undone: unknown code: no commit here has it: someone applied uncommitted work, it is not fetched, or history was rewritten",
      `  Have it committed and pushed first, ${rollback}`,
    ],
  ],
];

/** What no reason excuses. */
const inexcusable: readonly Row[] = [
  [
    "the work tree is not committed",
    { staging: "D", production: "A" },
    [
      "production may not be given c3",
      "  generated/ is not as HEAD has it: generated/manifest.json",
      "  Commit it: what is applied must be found again.",
    ],
    { digest: "D", generated: { current: true, uncommitted: ["generated/manifest.json"] } },
  ],
  [
    "generated/ is not current",
    { staging: "C", production: "A" },
    [
      "production may not be given c3",
      "  generated/ is not what the sources say now",
      "  Run: npx terraloom generate. Then commit.",
    ],
    { generated: { current: false, uncommitted: [] } },
  ],
  [
    "there is no repository",
    { staging: "C", production: "C" },
    [
      "production may not be given this checkout",
      "  there is no commit here",
      "  Commit it: what is applied must be found again.",
    ],
    { history: undefined },
  ],
  [
    "production does not answer",
    { staging: "C", production: unreachable },
    [
      "production may not be given c3",
      "  what production runs is not known: connection refused",
      "  Ask again when its state answers.",
    ],
  ],
  [
    "production's state is staging's",
    {
      staging: "C",
      production: {
        kind: "applied",
        digest: "C",
        environment: "staging",
        held: [],
        faults: [],
        resources: [],
      },
    },
    [
      "production may not be given c3",
      "  the state of production says that it is staging's: both would be changed",
      "  Give each environment a state of its own.",
    ],
  ],
];

const linesOf = (report: ReturnType<typeof drawnReport>, reason?: string): readonly string[] =>
  formatJudgement(mayApply(report, "production", reason), report, "text")
    .trimEnd()
    .split("\n");

describe("whether HEAD may be applied to production", () => {
  for (const [title, states, lines, around] of [...table, ...inexcusable]) {
    test(title, () => {
      const report = drawnReport(states, around);
      expect(linesOf(report)).toEqual(lines);
      expect(mayApply(report, "production").may).toBe(lines.length === 1);
    });
  }

  for (const [title, states, lines, around] of table) {
    test(`as a rollback it may: ${title}`, () => {
      const [first = "", ...rest] = linesOf(drawnReport(states, around), "out of memory");
      expect(first).toMatch(/^production may be given \w+ as a rollback: out of memory$/);
      const [refusal, ...commits] = lines.slice(1, -1);
      const although = refusal === undefined ? [] : [refusal.replace("  ", "  although ")];
      expect(rest).toEqual([...although, ...commits]);
    });
  }

  for (const [title, states, lines, around] of inexcusable) {
    test(`a rollback does not excuse that ${title}`, () => {
      expect(linesOf(drawnReport(states, around), "out of memory")).toEqual(lines);
    });
  }

  test("JSON and markdown say the same", () => {
    const report = drawnReport({ staging: "B", production: "A" });
    const judgement = mayApply(report, "production", "out of memory");
    expect(JSON.parse(formatJudgement(judgement, report, "json"))).toMatchObject({
      may: true,
      rollback: "out of memory",
      sentence: "production may be given c3 as a rollback: out of memory",
      refusals: [
        { kind: "not-had", excused: true, message: "staging has not had it: behind by 1 commit" },
      ],
      status: { environments: [{ name: "staging" }, { name: "production" }] },
    });
    expect(formatJudgement(judgement, report, "markdown")).toBe(
      "✅ **production may be given c3 as a rollback: out of memory**\n\n" +
        "- although staging has not had it: behind by 1 commit.\n  - c3 2026-11-20 make c3\n",
    );
    expect(formatJudgement(mayApply(report, "production"), report, "markdown")).toContain(
      "- staging has not had it: behind by 1 commit. Apply it to staging first, or say",
    );
  });
});
