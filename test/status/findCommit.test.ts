import { describe, expect, test } from "vitest";
import { findCommit } from "../../src/status/findCommit.ts";
import { type Drawn, drawnHistory } from "./drawnHistory.ts";

const linear: readonly Drawn[] = [
  ["c1", "", "A"],
  ["c2", "c1", "B"],
  ["docs", "c2", "B"],
  ["c3", "docs", "C"],
];

/** Where a digest is found: "behind c1: c3 c2". */
function find(digest: string, ...drawn: Parameters<typeof drawnHistory>): string {
  const found = findCommit(drawnHistory(...drawn), "staging", { digest, held: undefined }, false);
  if (!found) return "nowhere";
  const commits = found.kind === "ahead" ? found.beyond : found.missing;
  const refs = found.kind === "behind" ? [] : found.refs;
  const on = refs.length > 0 ? ` on ${refs.join(" ")}` : "";
  return `${found.kind} ${found.applied.hash}${on}: ${commits.map(({ hash }) => hash).join(" ")}`;
}

describe("the commit of an applied digest", () => {
  const table: readonly (readonly [string, string, string, ...Parameters<typeof drawnHistory>])[] =
    [
      ["HEAD itself", "C", "behind c3: ", linear],
      [
        "the nearest of those that have it; what changes nothing is not counted",
        "B",
        "behind docs: c3",
        linear,
      ],
      ["two behind, newest first", "A", "behind c1: c3 c2", linear],
      ["none", "Z", "nowhere", linear],
      [
        "a revert: the code was here before",
        "A",
        "behind c3: ",
        [
          ["c1", "", "A"],
          ["c2", "c1", "B"],
          ["c3", "c2", "A"],
        ],
      ],
      [
        "what was reverted",
        "B",
        "behind c2: c3",
        [
          ["c1", "", "A"],
          ["c2", "c1", "B"],
          ["c3", "c2", "A"],
        ],
      ],
      [
        "the later of two times",
        "A",
        "behind c3: c4",
        [
          ["c1", "", "A"],
          ["c2", "c1", "B"],
          ["c3", "c2", "A"],
          ["c4", "c3", "D"],
        ],
      ],
      [
        "a merge counts once, not the commits that it brings",
        "A",
        "behind c1: merge",
        [
          ["c1", "", "A"],
          ["x1", "c1", "B"],
          ["x2", "x1", "C"],
          ["merge", "c1 x2", "C"],
        ],
      ],
      [
        "a commit of a merged branch: the merge has nothing new for it",
        "B",
        "behind x1: merge",
        [
          ["c1", "", "A"],
          ["x1", "c1", "B"],
          ["x2", "x1", "C"],
          ["merge", "c1 x2", "C"],
        ],
      ],
      [
        "a merge that did not take the branch's code is what is missing",
        "B",
        "behind x1: merge",
        [
          ["c1", "", "A"],
          ["x1", "c1", "B"],
          ["merge", "c1 x1", "A"],
          ["docs", "merge", "A"],
        ],
      ],
      [
        "where a branch and the line have it, the line's commit",
        "A",
        "behind c1: merge",
        [
          ["c1", "", "A"],
          ["x1", "c1", "A"],
          ["merge", "c1 x1", "D"],
        ],
      ],
      [
        "of two, the one that lacks the least",
        "A",
        "behind x1: merge",
        [
          ["c1", "", "A"],
          ["c2", "c1", "B"],
          ["x1", "c2", "A"],
          ["merge", "c2 x1", "D"],
        ],
      ],
      [
        "ahead: HEAD is its ancestor",
        "C",
        "ahead c3 on main: c3",
        linear,
        { head: "docs", refs: { main: "c3" } },
      ],
      [
        "ahead: by the commit that brought it, not by later ones",
        "B",
        "ahead c2 on main origin/main: c2",
        linear,
        { head: "c1", refs: { "origin/main": "c3", main: "docs" } },
      ],
      [
        "off: neither has the other",
        "H",
        "off h1 on hotfix v1: c2",
        [
          ["c1", "", "A"],
          ["h1", "c1", "H"],
          ["c2", "c1", "B"],
        ],
        { refs: { main: "c2", v1: "h1", hotfix: "h1" } },
      ],
      [
        "off: no branch has it any more",
        "H",
        "off h1: c2",
        [
          ["c1", "", "A"],
          ["h1", "c1", "H"],
          ["c2", "c1", "B"],
        ],
      ],
      [
        "a descendant that only the reflog remembers is off too",
        "C",
        "off c3: ",
        linear,
        { head: "docs", refs: { main: "docs" } },
      ],
      [
        "a branch before the reflog",
        "H",
        "off h2 on hotfix: c2",
        [
          ["c1", "", "A"],
          ["h1", "c1", "H"],
          ["h2", "c1", "H"],
          ["c2", "c1", "B"],
        ],
        { refs: { main: "c2", hotfix: "h2" } },
      ],
      [
        "the edge of a shallow clone counts as a beginning",
        "B",
        "behind c2: c3",
        [
          ["c2", "gone", "B"],
          ["c3", "c2", "C"],
        ],
        { shallow: true },
      ],
    ];
  for (const [title, digest, expected, ...drawn] of table) {
    test(title, () => expect(find(digest, ...drawn)).toBe(expected));
  }

  test("is looked for in the environment's own digests", () => {
    const history = drawnHistory([
      ["c1", "", "A", "P"],
      ["c2", "c1", "B", "P"],
    ]);
    expect(
      findCommit(history, "production", { digest: "A", held: undefined }, false),
    ).toBeUndefined();
    expect(
      findCommit(history, "production", { digest: "P", held: undefined }, false),
    ).toMatchObject({ applied: { hash: "c2" } });
  });

  test("of a rollback is the one with the same holds as the state", () => {
    const history = drawnHistory(
      [
        ["c1", "", "A"],
        ["back", "c1", "A"],
        ["c2", "c1", "B"],
      ],
      { head: "c2", refs: { main: "c2", back: "back" } },
    );
    const held = new Map([["back", new Map([["staging", "H"]])]]);
    const find = (holds: string | undefined, isHeld: boolean) =>
      findCommit({ ...history, held }, "staging", { digest: "A", held: holds }, isHeld);
    const back = { kind: "off", applied: { hash: "back" }, refs: ["back"] };
    const c1 = { kind: "behind", applied: { hash: "c1" } };
    expect(find(undefined, false)).toMatchObject(c1);
    expect(find("H", true)).toMatchObject(back);
    expect(find("other", true)).toBeUndefined();
    // Its day is over: then the code alone counts.
    expect(find("H", false)).toMatchObject(c1);
    expect(find("other", false)).toMatchObject(c1);
  });

  test("is found fast among tens of thousands", () => {
    const drawn = Array.from({ length: 20_000 }, (_, index): Drawn => {
      return [`c${index}`, index > 0 ? `c${index - 1}` : "", `D${Math.floor(index / 7_000)}`];
    });
    expect(find("D0", drawn)).toBe("behind c6999: c14000 c7000");
    expect(find("D2", drawn, { head: "c3", refs: { main: "c19999" } })).toBe(
      "ahead c14000 on main: c14000 c7000",
    );
  });
});
