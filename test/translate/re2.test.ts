import { describe, expect, it } from "vitest";
import { toRe2 } from "../../src/translate/re2.ts";

/** TypeScript knows the flag v only for later targets. */
const unicodeSets = "v";

function tests(regex: RegExp): string[] {
  const result = toRe2(regex);
  return result.ok
    ? result.value.map(({ pattern, matches }) => `${matches ? "" : "not "}${pattern}`)
    : result.problems.map(({ reason }) => `refused: ${reason}`);
}

describe("a JavaScript pattern in RE2", () => {
  it.each<[regex: RegExp, patterns: string[]]>([
    [/^ami-[0-9a-f]+$/, ["^ami-[0-9a-f]+$"]],
    [/a\/b[/]/, ["a/b[/]"]],
    [/a.b/, ["a[^\\n\\r\\x{2028}\\x{2029}]b"]],
    [/a.b/s, ["a(?s:.)b"]],
    [/\d\D\w\W\b\B/, ["\\d\\D\\w\\W\\b\\B"]],
    [/\cJ\x41\u0042\0/, ["\\nAB\\x{0}"]],
    [/\u{1F600}é/u, ["\\x{1F600}\\x{E9}"]],
    [/😀+|😀/u, ["\\x{1F600}+|\\x{1F600}"]],
    [/😀/, ["\\x{1F600}"]],
    [/(?<year>\d{4})-(?:\d{2})(x)?/, ["(\\d{4})-(?:\\d{2})(x)?"]],
    [/a*?b+?c??d{2,}?e{0,3}/, ["a*?b+?c??d{2,}?e{0,3}"]],
    [/[\]^\-\\]/, ["[\\]\\^\\-\\\\]"]],
    [/^prod$/i, ["^[pP][rR][oO][dD]$"]],
    [/[a-cX_]/i, ["[a-cA-CXx_]"]],
    [/^prod$/iu, ["(?i)^prod$"]],
    [/\p{Lu}\P{L}\p{gc=Nd}\p{Script=Greek}/u, ["\\p{Lu}\\P{L}\\p{Nd}\\p{Greek}"]],
    [/^(?=.*\d)(?!a|b)c/, ["^[^\\n\\r\\x{2028}\\x{2029}]*\\d", "not ^(?:a|b)", "^c"]],
    [/^(?=a)/, ["^a"]],
    [/a/dg, ["a"]],
    [/a/m, ["a"]],
  ])("%s", (regex, patterns) => {
    expect(tests(regex)).toEqual(patterns);
  });

  it.each<[regex: RegExp, reasons: string[]]>([
    [/a(?=b)/, ["looks ahead with (?=b)"]],
    [/^a|^(?!b)/, ["looks ahead with (?!b)"]],
    [/(?<!a)b/, ["looks behind with (?<!a)"]],
    [/(a)\1/, ["refers back to a group (\\1)"]],
    [/(?<n>a)\k<n>/, ["refers back to a group (\\k<n>)"]],
    [/a{1001}/, ["repeats more than 1000 times (a{1001})"]],
    [/(?:a{40}b){1,30}/, ["repeats more than 1000 times ((?:a{40}b){1,30})"]],
    [/a/y, ["has the flag y"]],
    [new RegExp("a", unicodeSets), ["has the flag v"]],
    [/^a/m, ["has ^ under the flag m, and JavaScript ends a line where RE2 does not"]],
    [/é/i, ["ignores the case of letters beyond ASCII"]],
    [/\bk/iu, ["has \\b under the flags iu"]],
    [/\w/iu, ["has \\w under the flags iu"]],
    [/[\w]/iu, ["has \\w under the flags iu"]],
    [/\p{Emoji}\p{Emoji}/u, ["has \\p{Emoji}"]],
    [/\p{Lu}/iu, ["has \\p{Lu}"]],
    [/[\ud83d]/, ["takes a character beyond U+FFFF apart"]],
    [/😀+/, ["takes a character beyond U+FFFF apart"]],
  ])("%s is refused", (regex, reasons) => {
    expect(tests(regex)).toEqual(reasons.map((reason) => `refused: ${reason}`));
  });
});
