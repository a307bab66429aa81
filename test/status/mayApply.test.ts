import { describe, expect, test } from "vitest";
import type { Judgement } from "../../src/model/judgement.ts";
import type { StatusReport } from "../../src/model/status.ts";
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

type Row = readonly [title: string, states: Readonly<Record<string, DrawnState>>, around?: Around];

const table: readonly Row[] = [
  ["staging has had it", { staging: "C", production: "A" }],
  ["production has it already", { staging: "C", production: "C" }],
  ["the first time", { staging: "C", production: { kind: "never" } }],
  ["nothing comes before", { production: "A" }],
  ["staging has had more: HEAD is older", { staging: "C", production: "A" }, older],
  [
    "nothing comes before, and HEAD is on another branch",
    { production: "A" },
    { main: { name: "trunk", ref: "trunk", hasHead: false } },
  ],
  ["nobody knows the main branch", { staging: "C", production: "A" }, { main: { hasHead: false } }],
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
        given: {},
      },
    },
  ],
  [
    "HEAD is on another branch",
    { staging: "C", production: "A" },
    { main: { name: "trunk", ref: "trunk", hasHead: false } },
  ],
  [
    "the hotfix was squashed into HEAD",
    { staging: "C", production: "H" },
    { ...hotfix, included: ["h1"] },
  ],
  ["what terraloom did not make is taken over", { staging: "C", production: { kind: "not-ours" } }],
  ["staging is behind", { staging: "A", production: "A" }],
  [
    "staging's apply did not end, so that nothing is certain to be there",
    {
      staging: {
        kind: "applied",
        digest: "B",
        environment: "staging",
        held: [],
        faults: [{ kind: "unmarked" }],
        resources: [],
        given: {},
      },
      production: "A",
    },
  ],
  ["staging was never applied", { staging: { kind: "never" }, production: "A" }],
  ["staging runs unknown code", { staging: "Z", production: "A" }],
  ["staging is on a branch of its own", { staging: "H", production: "A" }, hotfix],
  ["staging does not answer", { staging: unreachable, production: "A" }],
  [
    "production runs a hotfix",
    { staging: "C", production: "H" },
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
  ["production runs what is newer", { staging: "C", production: "C" }, older],
  [
    "production runs a hotfix of HEAD",
    { staging: "B", production: "C" },
    {
      history: drawnHistory(threeCommits, { head: "c2", refs: { main: "c2", hotfix: "c3" } }),
      digest: "B",
    },
  ],
  ["production runs code that nobody has", { staging: "C", production: "Z" }],
];

/** Production's code reads the state of `global`, which is of another stack. */
const reading: readonly Row[] = [
  ["what is read has had it", { staging: "C", global: "C", production: "A" }],
  ["what is read is behind", { staging: "C", global: "A", production: "A" }],
  ["what is read was never applied", { staging: "C", global: { kind: "never" }, production: "A" }],
  ["what is read does not answer", { staging: "C", global: unreachable, production: "A" }],
  ["production gets nothing, so it reads nothing new", { global: "A", production: "C" }],
];

/** What no reason excuses. */
const inexcusable: readonly Row[] = [
  [
    "the work tree is not committed",
    { staging: "D", production: "A" },
    { digest: "D", generated: { current: true, uncommitted: ["generated/manifest.json"] } },
  ],
  [
    "generated/ is not current",
    { staging: "C", production: "A" },
    { generated: { current: false, uncommitted: [] } },
  ],
  ["there is no repository", { staging: "C", production: "C" }, { history: undefined }],
  ["production does not answer", { staging: "C", production: unreachable }],
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
        given: {},
      },
    },
  ],
];

const judgementOf = (
  states: Row[1],
  around: Around = {},
  rollback?: string,
): readonly [Judgement, StatusReport] => {
  const report = drawnReport(states, around);
  const history = "history" in around ? around.history : drawnHistory(threeCommits);
  const isFirst = !("staging" in states);
  return [
    mayApply(report, "production", { history, isFirst, reads: ["global"], rollback }),
    report,
  ];
};

const linesOf = (...drawn: Parameters<typeof judgementOf>): readonly string[] =>
  formatJudgement(...judgementOf(...drawn), "text")
    .trimEnd()
    .split("\n");

describe("whether HEAD may be applied to production", () => {
  test("as shown in a terminal, and as a rollback", async () => {
    const told = [...table, ...reading, ...inexcusable].map(([title, states, around]) =>
      [
        `# ${title}`,
        ...linesOf(states, around),
        "$ --rollback",
        ...linesOf(states, around, "out of memory"),
      ].join("\n"),
    );
    await expect(`${told.join("\n\n")}\n`).toMatchFileSnapshot("../golden/judgements.txt");
  });

  for (const [title, states, around] of inexcusable) {
    test(`a rollback does not excuse that ${title}`, () => {
      expect(judgementOf(states, around, "out of memory")[0].may).toBe(false);
      expect(linesOf(states, around, "out of memory")).toEqual(linesOf(states, around));
    });
  }

  test("JSON and markdown say the same", () => {
    const states = { staging: "B", production: "A" };
    const [judgement, report] = judgementOf(states, {}, "out of memory");
    const message = "staging has not had what production gets by it: behind by 1 commit";
    expect(JSON.parse(formatJudgement(judgement, report, "json"))).toMatchObject({
      may: true,
      rollback: "out of memory",
      before: [{ name: "staging", has: "not" }],
      sentence: "c3 may be applied to production as a rollback: out of memory",
      refusals: [{ kind: "not-had", excused: true, message }],
      status: { environments: [{ name: "staging" }, { name: "production" }] },
    });
    expect(formatJudgement(judgement, report, "markdown")).toBe(
      `✅ **c3 may be applied to production as a rollback: out of memory**\n\n- although ${message}.\n  - c3 2026-11-20 make c3\n`,
    );
    expect(formatJudgement(...judgementOf(states), "markdown")).toContain(
      `- ${message}. Apply it to staging first, or say`,
    );
  });
});
