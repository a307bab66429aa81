import { expect, it } from "vitest";
import { equalBytes } from "../../src/text/equalBytes.ts";
import { applyEdits } from "../../src/text/textEdit.ts";

it("edits that touch are made, and those that overlap by one character are refused", () => {
  const cut = { start: 1, end: 3, text: "" };
  expect(applyEdits("abcde", [{ start: 3, end: 3, text: "x" }, cut])).toBe("axde");
  expect(() => applyEdits("abcde", [{ start: 2, end: 4, text: "x" }, cut])).toThrow("overlap");
});

it("a text that only begins with the bytes does not equal them, however long it is", () => {
  for (const length of [3, 2 ** 16, 2 ** 17]) {
    const bytes = Buffer.alloc(length, "a");
    expect(equalBytes(bytes, "a".repeat(length))).toBe(true);
    expect(equalBytes(bytes, "a".repeat(length + 1))).toBe(false);
    expect(equalBytes(bytes, "a".repeat(length - 1))).toBe(false);
  }
});
