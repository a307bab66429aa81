import { expect, test } from "vitest";
import { type Constant, unknown } from "../../src/hcl/evaluate/constant.ts";
import { comparableConstant, comparableJson } from "../../src/status/comparable.ts";

/** What code says, and what a provider keeps of it. */
const alike: readonly (readonly [code: Constant, state: unknown])[] = [
  ["512", 512],
  [true, "true"],
  ["Example.org", "example.org."],
  ["e\u0301", "\u00e9"],
  [
    ["b", "a"],
    ["a", "b"],
  ],
  [new Set(["a"]), ["a"]],
  ['{ "Action": ["b", "a"] }', '{"Action":["a","b"]}'],
  [new Map<string, Constant>([["Name", "a"]]), { Name: "a", Other: null }],
];

test.each(alike)("%j and %j are equal", (code, state) => {
  expect(comparableConstant(code)).toBe(comparableJson(state));
});

test("other values differ, and unknown values are not compared", () => {
  expect(comparableConstant(["a"])).not.toBe(comparableJson(["a", "b"]));
  expect(comparableConstant("a,b")).not.toBe(comparableJson(["a", "b"]));
  expect(comparableConstant([unknown])).toBeUndefined();
});
