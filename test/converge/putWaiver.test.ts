import { describe, expect, it } from "vitest";
import { putWaiver, type WaiverEntry } from "../../src/yaml/putWaiver.ts";
import { expectValue } from "../support/expectValue.ts";

const waiver: WaiverEntry = {
  kind: "variable",
  name: "A",
  reason: "rolled back to 1a2b3c4: slow",
  until: "2026-12-06",
  hold: true,
};
const flow = `{ variable: A, reason: "rolled back to 1a2b3c4: slow", until: 2026-12-06, hold: true }`;

const cases: readonly (readonly [string, string, string])[] = [
  ["no list", "stack: app\n", `stack: app\naccepted_drift:\n  - ${flow}\n`],
  [
    "sections apart",
    "stack: app\n\nvariables: {}\n",
    `stack: app\n\nvariables: {}\n\naccepted_drift:\n  - ${flow}\n`,
  ],
  ["no newline at the end", "stack: app", `stack: app\naccepted_drift:\n  - ${flow}`],
  ["Windows", "stack: app\r\n", `stack: app\r\naccepted_drift:\r\n  - ${flow}\r\n`],
  [
    "an empty list",
    "accepted_drift: [] # none\nstack: app\n",
    `accepted_drift: # none\n  - ${flow}\nstack: app\n`,
  ],
  [
    "a key alone",
    "accepted_drift:\n  # none\nstack: app\n",
    `accepted_drift:\n  - ${flow}\n  # none\nstack: app\n`,
  ],
  ["a document in braces", "{ stack: app }\n", `{ stack: app, accepted_drift: [${flow}] }\n`],
  [
    "a list in brackets",
    "accepted_drift: [{ variable: B, reason: b, until: 2030-01-01 }]\n",
    `accepted_drift: [{ variable: B, reason: b, until: 2030-01-01 }, ${flow}]\n`,
  ],
  [
    "neighbours in brackets that say the same name",
    "accepted_drift: [{ variable: A, reason: a, until: 2030-01-01 }, { variable: A, reason: b, until: 2030-01-02 }, { variable: B, reason: b, until: 2030-01-01 }]\n",
    `accepted_drift: [{ variable: B, reason: b, until: 2030-01-01 }, ${flow}]\n`,
  ],
  [
    "entries in braces",
    "accepted_drift:\n- { variable: B, reason: b, until: 2030-01-01 } # why\n# end\n",
    `accepted_drift:\n- { variable: B, reason: b, until: 2030-01-01 } # why\n- ${flow}\n# end\n`,
  ],
  [
    "entries of lines",
    "accepted_drift:\n  -   variable: B\n      reason: b\n      until: 2030-01-01\n\nstack: app\n",
    `accepted_drift:\n  -   variable: B\n      reason: b\n      until: 2030-01-01\n  -   variable: A\n      reason: "rolled back to 1a2b3c4: slow"\n      until: 2026-12-06\n      hold: true\n\nstack: app\n`,
  ],
  [
    "an entry about it, in braces",
    "accepted_drift:\n  # old\n  - { variable: A, reason: a, until: 2030-01-01 } # why\n  - { setting: A, reason: s, until: 2030-01-01 }\n",
    `accepted_drift:\n  # old\n  - ${flow} # why\n  - { setting: A, reason: s, until: 2030-01-01 }\n`,
  ],
  [
    "an entry about it, of lines",
    "accepted_drift:\n  - variable: A\n    reason: a\n    until: 2030-01-01\n\nstack: app\n",
    `accepted_drift:\n  - variable: A\n    reason: "rolled back to 1a2b3c4: slow"\n    until: 2026-12-06\n    hold: true\n\nstack: app\n`,
  ],
  [
    "two entries about it",
    "accepted_drift:\n  - { variable: A, reason: a, until: 2030-01-01 }\n  - { variable: B, reason: b, until: 2030-01-01 }\n  - { variable: A, reason: c, until: 2020-01-01 }\n",
    `accepted_drift:\n  - { variable: B, reason: b, until: 2030-01-01 }\n  - ${flow}\n`,
  ],
  [
    "only entries about it, twice",
    "stack: app\naccepted_drift:\n  - { variable: A, reason: a, until: 2030-01-01 }\n  - { variable: A, reason: c, until: 2020-01-01 }\n",
    `stack: app\naccepted_drift:\n  - ${flow}\n`,
  ],
];

describe("a waiver is put", () => {
  it.each(cases)("where there is %s", (_, before, after) => {
    expect(expectValue(putWaiver(before, waiver))).toBe(after);
  });

  it("without a hold, about a setting", () => {
    expect(putWaiver("stack: app\n", { ...waiver, kind: "setting", hold: false })).toEqual({
      ok: true,
      value: `stack: app\naccepted_drift:\n  - ${flow.replace("variable", "setting").replace(", hold: true", "")}\n`,
    });
  });

  it("together with inherited waivers, which its own list would hide", () => {
    const inherited = [
      { variable: "B", reason: "b", until: "2030-01-01" },
      { variable: "A", reason: "a", until: "2030-01-01" },
    ];
    expect(putWaiver("stack: app\n", waiver, inherited)).toEqual({
      ok: true,
      value: `stack: app\naccepted_drift:\n  - { variable: B, reason: b, until: 2030-01-01 }\n  - ${flow}\n`,
    });
  });

  it("but not in a list that others use", () => {
    const text = "a: &a []\naccepted_drift: *a\n";
    expect(putWaiver(text, waiver)).toMatchObject({ ok: false });
  });
});
