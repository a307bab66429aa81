import { expect, test } from "vitest";
import { inclusionOf } from "../../src/status/inclusion.ts";
import { drawnHistory } from "./drawnHistory.ts";

/** h1 is a hotfix, h2 what its branch made of it. */
const withBranch = (code: string) =>
  drawnHistory(
    [
      ["c1", "", "A"],
      ["h1", "c1", "H"],
      ["h2", "h1", code],
      ["c2", "c1", "B"],
    ],
    { head: "c2", refs: { main: "c2", hotfix: "h2" } },
  );

/** Merging h2 would change nothing on main; merging h1 would. */
const merges = (_: string, other: string) => (other === "h2" ? [] : ["envs/production.yaml"]);
const concerns = { isSource: () => true, isCode: () => true };

test("a hotfix is on main when main has its changes", () => {
  expect(inclusionOf(withBranch("H2"), "production", "h1", merges, concerns).code).toBe(true);
});

test("a hotfix that its branch reverted is not on main", () => {
  expect(inclusionOf(withBranch("A"), "production", "h1", merges, concerns).code).toBe(false);
});
