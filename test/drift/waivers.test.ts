import { describe, expect, test } from "vitest";
import { unneededOf } from "../../src/compare/unneeded.ts";
import { classify, isActiveHold } from "../../src/compare/waivers.ts";
import { daysBetween } from "../../src/model/day.ts";
import type { DriftClass, WaiverState } from "../../src/model/drift.ts";
import type { Waiver } from "../../src/model/environment.ts";
import { waiverText } from "../../src/report/drift/words.ts";

/** A waiver for an environment. A name with `=` is held, one with `!` behind that has run out. */
function waiver(text: string, line = 1): WaiverState {
  return {
    environment: text.replace(/[!=]+$/, ""),
    reason: "why",
    until: "2026-12-24",
    daysLeft: text.endsWith("!") ? -1 : 0,
    hold: text.includes("="),
    place: { file: `envs/${text}.yaml`, line, column: 1 },
  };
}

/** `dev:a staging:b` as the values of two environments. */
function meanings(text: string): ReadonlyMap<string, string> {
  return new Map(text.split(" ").map((pair) => pair.split(":") as [string, string]));
}

describe("the class of a difference", () => {
  test.each<[values: string, waivers: string[], expected: DriftClass, drift?: string]>([
    ["staging:a production:b", [], "undeclared"],
    ["staging:a production:b", [], "declared", "why"],
    ["staging:a production:b", ["production"], "accepted"],
    ["staging:a production:b", ["staging"], "accepted"],
    ["staging:a production:b", ["production!"], "expired"],
    ["staging:a production:b", ["production!"], "declared", "why"],
    ["staging:a production:b", ["production!", "staging"], "accepted"],
    ["dev:a staging:b production:c", ["production"], "undeclared"],
    ["dev:a staging:b production:c", ["production", "staging"], "accepted"],
    ["dev:a staging:b production:c", ["production", "staging!"], "expired"],
    ["dev:a staging:a production:b", ["production"], "accepted"],
    ["dev:a staging:a production:b", ["staging"], "undeclared"],
    ["dev:a staging:b production:c", ["dev", "staging", "production"], "accepted"],
  ])("%s with waivers of %j: %s", (values, waivers, expected, drift) => {
    const states = waivers.map((name) => waiver(name));
    expect(classify(drift, meanings(values), states)).toBe(expected);
  });
});

describe("what is not needed", () => {
  test.each<[values: string, waivers: string[], expected: string[], drift?: string]>([
    ["staging:a production:b", ["production"], []],
    ["staging:a production:a", ["production"], ["waiver of production: identical"]],
    ["staging:a production:a", ["production!"], ["waiver of production!: identical"]],
    ["staging:a production:b", ["production"], ["waiver of production: permitted"], "why"],
    ["staging:a production:b", ["production="], [], "why"],
    ["staging:a production:b", ["production=!"], ["waiver of production=!: permitted"], "why"],
    [
      "staging:a production:a",
      ["production="],
      ["waiver of production=: identical", "permission"],
      "why",
    ],
    ["staging:a production:a", [], ["permission"], "why"],
    ["staging:a production:b", [], [], "why"],
    ["dev:a staging:a production:b", ["staging", "production"], ["waiver of staging: identical"]],
    ["dev:a staging:b production:c", ["production"], []],
    ["dev:a staging:b production:a", ["dev", "staging", "production"], []],
  ])("%s with waivers of %j: %j", (values, waivers, expected, drift) => {
    const subject = { kind: "variable", name: "x", sensitive: false } as const;
    const found = unneededOf(
      { ...subject, ...(drift === undefined ? {} : { drift }) },
      meanings(values),
      waivers.map((name) => waiver(name)),
    );
    const texts = found.map(({ what, because, place }) =>
      what === "permission" ? what : `${what} of ${place?.file.slice(5, -5)}: ${because}`,
    );
    expect(texts).toEqual(expected);
  });

  test("a waiver that several inherit is needed if one of them needs it", () => {
    const inherited = ["staging", "production"].map((name) => ({
      ...waiver(name),
      place: { file: "envs/_shared.yaml", line: 3, column: 5 },
    }));
    const subject = { kind: "variable", name: "x", sensitive: false } as const;
    expect(unneededOf(subject, meanings("dev:a staging:a production:b"), inherited)).toEqual([]);
    const [unneeded] = unneededOf(subject, meanings("dev:a staging:a production:a"), inherited);
    expect(unneeded?.environments).toEqual(["staging", "production"]);
  });
});

test.each([
  ["2026-12-01", "2026-12-01", 0],
  ["2026-12-01", "2026-11-30", -1],
  ["2026-12-01", "2027-01-01", 31],
  ["2028-02-28", "2028-03-01", 2],
])("from %s to %s: %i days", (from, to, days) => {
  expect(daysBetween(from, to)).toBe(days);
});

test.each([
  ["production", "waived for production until 2026-12-24 (last day today), "],
  ["production=", "waived for production until 2026-12-24 (last day today, held), "],
  ["production!", "waived for production until 2026-12-24 (ran out 1 day ago), "],
  ["production=!", "waived for production until 2026-12-24 (ran out 1 day ago, no longer held), "],
])("a waiver of %s in words", (name, words) => {
  expect(waiverText(waiver(name))).toBe(`${words}envs/${name}.yaml:1:1: why`);
});

test("a hold keeps its value to the end of its last day", () => {
  const held = { hold: true, until: "2026-12-01" } as Waiver;
  expect(isActiveHold(held, "2026-12-01")).toBe(true);
  expect(isActiveHold(held, "2026-12-02")).toBe(false);
  expect(isActiveHold({ ...held, hold: false }, "2026-12-01")).toBe(false);
});
