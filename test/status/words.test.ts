import { describe, expect, test } from "vitest";
import { formatStatus, statusFormats } from "../../src/report/status/format.ts";
import { sinceText, summaryText } from "../../src/report/status/summary.ts";
import { holdText, verdictText } from "../../src/report/status/words.ts";
import { styleFor } from "../../src/report/style.ts";
import { type Drawn, drawnHistory } from "./drawnHistory.ts";
import {
  type Around,
  type DrawnState,
  drawnReport,
  threeCommits,
  withHotfix,
} from "./drawnReport.ts";

const unreachable = { kind: "unreachable", reason: "it did not finish within 60 seconds" } as const;
const never = { kind: "never" } as const;
const notOurs = { kind: "not-ours" } as const;
const hotfix = { history: drawnHistory(withHotfix, { refs: { main: "c3", hotfix: "h1" } }) };
const rewritten = { history: drawnHistory(withHotfix) };
const pulled = {
  history: drawnHistory(threeCommits, { head: "c1", refs: { "origin/main": "c3" } }),
  digest: "A",
};
/** One commit changes staging and global, the next production. */
const changedInTurn: readonly Drawn[] = [
  ["c1", "", "A"],
  ["c2", "c1", "C", "A"],
  ["c3", "c2", "C"],
];
/** A hotfix of main's newest commit. */
const fresh = {
  history: drawnHistory(threeCommits, { head: "c2", refs: { main: "c2", hotfix: "c3" } }),
  digest: "B",
};

describe("the verdict of one environment", () => {
  const table: readonly (readonly [DrawnState, string, Around?])[] = [
    ["C", "converged at c3"],
    ["D", "converged with the work tree, which is not committed", { digest: "D" }],
    ["C", "converged with the work tree", { history: undefined }],
    ["B", "behind by 1 commit"],
    ["A", "behind by 2 commits"],
    ["A", "behind by 2 commits, and by what is not committed", { digest: "D" }],
    ["C", "behind by what is not committed", { digest: "D" }],
    ["C", "ahead of this checkout by 2 commits: c3 on origin/main; pull", pulled],
    ["H", "ahead, by an off-main commit: h1 on hotfix, which HEAD does not have", hotfix],
    ["C", "ahead, by an off-main commit: c3 on hotfix, which HEAD does not have", fresh],
    ["H", "ahead, by h1, which no branch has any more: history was rewritten", rewritten],
    [
      "H",
      "off main: h1 on hotfix, whose changes HEAD has by another commit",
      { ...hotfix, included: ["h1"] },
    ],
    [
      "H",
      "off main: h1, whose changes HEAD has by another commit",
      { ...rewritten, included: ["h1"] },
    ],
    [
      "Z",
      "unknown code: no commit here has it: someone applied uncommitted work, it is not fetched, or history was rewritten",
    ],
    [
      "Z",
      "unknown code: no commit here has it, and this clone is shallow. Run: git fetch --unshallow",
      { history: drawnHistory(threeCommits, { shallow: true }) },
    ],
    [
      "Z",
      "unknown code: it is not the work tree's, and there is no git history to find it in",
      { history: undefined },
    ],
    [
      notOurs,
      "unknown code: its state does not name it: terraloom did not make the code, or a destroy did not finish",
    ],
    [
      {
        kind: "applied",
        digest: "C",
        environment: "staging",
        held: [],
        faults: [],
        resources: [],
        given: {},
      },
      "unknown code: its state says that it is staging's: two environments share one state",
    ],
    [never, "never applied"],
    [unreachable, "unreachable: it did not finish within 60 seconds"],
  ];
  for (const [state, expected, around] of table) {
    test(`${JSON.stringify(state)}: ${expected}`, () => {
      const report = drawnReport({ production: state }, around);
      const said = report.environments.map((environment) => verdictText(environment, report));
      expect(said).toEqual([expected]);
    });
  }
});

describe("the summary", () => {
  const table: readonly (readonly [string, Readonly<Record<string, DrawnState>>, Around?])[] = [
    ["converged at c3", { staging: "C", production: "C" }],
    ["converged with the work tree, which is not committed", { staging: "D" }, { digest: "D" }],
    [
      "production has not had 2 commits that staging has since yesterday",
      { staging: "C", production: "A" },
    ],
    [
      "production has not had 1 commit that staging has since today",
      { staging: "C", production: "B" },
    ],
    ["1 commit is applied nowhere", { staging: "B", production: "B" }],
    [
      "production has not had 1 commit that staging has since yesterday; 1 commit is applied nowhere",
      { staging: "B", production: "A" },
    ],
    [
      "staging has not had 1 commit that production has since today",
      { staging: "B", production: "C" },
    ],
    [
      "2 commits are applied nowhere; production was never applied",
      { staging: "A", production: never },
    ],
    [
      "production has not had 2 commits; staging is unreachable",
      { staging: unreachable, production: "A" },
    ],
    [
      "production has not had 1 commit; staging runs unknown code",
      { staging: "Z", production: "B" },
    ],
    ["global has not had 2 commits", { staging: "C", production: "C", global: "A" }],
    ["staging and production were never applied", { staging: never, production: never }],
    [
      "production has not had 2 commits that staging has since yesterday; production runs h1 of hotfix, which HEAD does not have",
      { staging: "C", production: "H" },
      hotfix,
    ],
    [
      "production runs h1, which no branch has any more",
      { production: "H" },
      {
        history: drawnHistory([
          ["c1", "", "A"],
          ["h1", "c1", "H"],
          ["docs", "c1", "A"],
        ]),
        digest: "A",
      },
    ],
    [
      "production has not had 2 commits that staging has since yesterday; production runs h1, whose changes HEAD has",
      { staging: "C", production: "H" },
      { ...rewritten, included: ["h1"] },
    ],
    ["staging is ahead of this checkout", { staging: "C", production: "A" }, pulled],
    [
      "production runs c3 of hotfix, which HEAD does not have",
      { staging: "B", production: "C" },
      fresh,
    ],
    [
      "what is not committed is not in staging and production",
      { staging: "C", production: "C" },
      { digest: "D" },
    ],
    [
      "what is not committed is not in production; staging runs the work tree, which is not committed",
      { staging: "D", production: "C" },
      { digest: "D" },
    ],
    ["staging runs unknown code", { staging: "Z", production: "C" }, { history: undefined }],
    ["there is no environment to ask", {}],
    [
      "s0, s1, s2, s3, s4 and 195 more were never applied",
      Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`s${index}`, never])),
    ],
    [
      "production and global have not had 2 commits; staging is unreachable",
      { staging: unreachable, production: "A", global: "A" },
    ],
    [
      "production has not had 1 commit; global has not had 1 commit; staging is unreachable",
      { staging: unreachable, production: "A", global: "A" },
      { history: drawnHistory(changedInTurn) },
    ],
    [
      "2 commits are applied nowhere; staging and production run h1 of hotfix, which HEAD does not have",
      { staging: "H", production: "H" },
      hotfix,
    ],
  ];
  for (const [expected, states, around] of table) {
    test(expected, () => expect(summaryText(drawnReport(states, around))).toBe(expected));
  }

  test.each([
    ["2026-11-22", "since today"],
    ["2026-11-21", "since yesterday"],
    ["2026-11-20", "since 2026-11-20"],
    ["2026-11-23", "since 2026-11-23"],
    ["2025-12-31", "since 2025-12-31"],
  ])("a commit from %s is shown as %s", (date, expected) => {
    expect(sinceText(date, "2026-11-22")).toBe(expected);
  });
});

describe("the formats", () => {
  const hold = {
    kind: "variable",
    name: "core_memory",
    reason: "out of <b>memory</b> | @team",
    until: "2026-12-01",
    in: "applied state",
  } as const;
  const many = drawnHistory(
    Array.from({ length: 18 }, (_, index) => [
      `c${index}`,
      index > 0 ? `c${index - 1}` : "",
      `D${index}`,
    ]),
  );
  const report = drawnReport({ production: "D0" }, { history: many, digest: "D17", holds: [hold] });

  test("text names ten commits, newest first, and says how many more there are", () => {
    const lines = formatStatus(report, "text").split("\n");
    expect(lines.slice(0, 4)).toEqual([
      "production  behind by 17 commits",
      "            runs c0 2026-11-03 make c0",
      "            has not had:",
      "              c17 2026-11-20 make c17",
    ]);
    expect(lines.slice(12, 15)).toEqual([
      "              c8 2026-11-11 make c8",
      "              and 7 more",
      "            held until 2026-12-01 (in the applied state): core_memory, out of <b>memory</b> | @team",
    ]);
    expect(lines.slice(15)).toEqual([
      "",
      expect.stringMatching(/^Not looked at: /),
      "production has not had 17 commits",
      "",
    ]);
  });

  test("text has colour where it is wanted", () => {
    expect(formatStatus(report, "text", styleFor(true))).toContain("\u001b[33mbehind by 17");
  });

  test("markdown escapes foreign text", () => {
    const text = formatStatus(report, "markdown");
    expect(text).toContain("🔶 **production has not had 17 commits**");
    expect(text).toContain(
      "| `production` | behind by 17 commits<br>runs c0 2026-11-03 make c0<br>held until 2026-12-01 (in the applied state): core\\_memory, out of &lt;b>memory&lt;/b> \\| @\u200bteam |",
    );
    expect(text).toContain("<details><summary>production has not had</summary>\n\n- c17 ");
  });

  test("JSON has every commit, and the texts", () => {
    const document = JSON.parse(formatStatus(report, "json"));
    expect(document).toMatchObject({
      version: 1,
      summary: "production has not had 17 commits",
      environments: [{ name: "production", sentence: "behind by 17 commits", holds: [hold] }],
    });
    expect(document.environments[0].verdict.missing).toHaveLength(17);
  });

  test.each(statusFormats)("%s can report no environments", (format) => {
    expect(formatStatus(drawnReport({}), format)).toContain("there is no environment to ask");
  });
});

test("a hold's reason cannot move the cursor", () => {
  const hold = { kind: "variable", name: "a\u001b[31m", until: "2026-12-01" } as const;
  expect(holdText({ ...hold, reason: "one\ntwo\u009b2J", in: "applied state" })).toBe(
    "held until 2026-12-01 (in the applied state): a [31m, one two 2J",
  );
});
