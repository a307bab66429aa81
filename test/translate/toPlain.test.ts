import { describe, expect, it } from "vitest";
import { misfitText } from "../../src/diagnostics/messages/misfits.ts";
import { notData, toPlain } from "../../src/translate/toPlain.ts";

describe("the output of a setting's type", () => {
  it.each([
    [new Map([["a", new Set([1])]]), { a: [1] }],
    [new Date("2026-01-02"), "2026-01-02T00:00:00.000Z"],
    [[new URL("https://example.org/x")], ["https://example.org/x"]],
    [{ constructor: "text", gone: undefined }, { constructor: "text" }],
    [Object.assign(Object.create(null), { a: null }), { a: null }],
  ])("%o is the data %o", (output, data) => {
    expect(notData(output)).toBeUndefined();
    expect(toPlain(output)).toStrictEqual(data);
  });

  it.each([
    [() => 1, "a function"],
    [[{ a: Symbol("x") }], "a symbol"],
    [/x/, "a RegExp"],
    [{ a: new Map([[1, 2]]) }, "a Map whose keys are not strings"],
    [new Map([["a", new Error("x")]]), "an Error"],
  ])("%o is none", (output, words) => {
    const misfit = notData(output);
    const text = `its type turns it into ${words}, which is not plain data`;
    expect(misfit && misfitText([misfit])).toBe(text);
  });
});
