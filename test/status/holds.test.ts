import { expect, test } from "vitest";
import type { Held, Waiver } from "../../src/model/environment.ts";
import { holdsOf } from "../../src/status/holds.ts";

const today = "2026-11-22";
const held: Held = { kind: "variable", name: "core_memory", reason: "why", until: "2026-12-01" };
const waiver: Waiver = {
  ...held,
  kind: "variable",
  hold: true,
  location: { file: "a.yaml", line: 1, column: 1 },
};
const applied = (...holds: readonly Held[]) =>
  ({
    kind: "applied",
    digest: "A",
    environment: "production",
    held: holds,
    faults: [],
    resources: [],
    given: {},
  }) as const;

const told = (
  waivers: readonly Waiver[],
  ...rest: Parameters<typeof holdsOf> extends [unknown, ...infer R] ? R : never
) =>
  holdsOf({ name: "production", acceptedDrift: waivers }, ...rest).map(
    ({ kind, name, in: where }) => `${kind} ${name}, ${where}`,
  );

test.each([
  [{ until: "2026-11-23" }, ["variable core_memory, work tree"]],
  [{ until: "2026-11-22" }, ["variable core_memory, work tree"]],
  [{ kind: "setting", name: "backend" }, ["setting backend, work tree"]],
  [{ until: "2026-11-21" }, []],
  [{ hold: false }, []],
] as const)("on 2026-11-22, a spec's entry with %j holds %j", (fields, expected) => {
  expect(told([{ ...waiver, ...fields }], { kind: "never" }, false, today)).toEqual(expected);
});

test("a state's hold is shown until HEAD contains it", () => {
  const there = ["variable core_memory, applied state"];
  expect(told([], applied(held), false, today)).toEqual(there);
  expect(told([], applied(held), true, today)).toEqual([]);
  expect(told([], applied({ ...held, until: "2026-11-21" }), false, today)).toEqual([]);
});

test("a hold of the whole environment is shown first", () => {
  const hold = { reason: "freeze", until: "2026-12-01", by: "Ada", location: waiver.location };
  const environment = { name: "production", acceptedDrift: [waiver], hold };
  expect(holdsOf(environment, { kind: "never" }, false, today)).toEqual([
    {
      kind: "environment",
      name: "production",
      reason: "freeze",
      until: "2026-12-01",
      by: "Ada",
      in: "work tree",
    },
    { ...held, in: "work tree" },
  ]);
});

test("a hold in both is shown once, as the work tree's", () => {
  const other: Held = { ...held, kind: "setting" };
  expect(told([waiver], applied(held, other), false, today)).toEqual([
    "variable core_memory, work tree",
    "setting core_memory, applied state",
  ]);
});
