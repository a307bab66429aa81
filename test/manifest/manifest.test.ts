import { describe, expect, test } from "vitest";
import { parseManifest, printManifest } from "../../src/manifest/manifest.ts";

const one = "1".repeat(64);
const two = "2".repeat(64);
const digest = `sha256:${"d".repeat(64)}`;
const held = `sha256:${"e".repeat(64)}`;

function read(text: string, environment?: string) {
  const { files, conflicted, digests, held } = parseManifest(text, environment);
  return {
    files: Object.fromEntries([...files].map(([path, hashes]) => [path, [...hashes].sort()])),
    conflicted: [...conflicted],
    digests: Object.fromEntries(digests),
    held: Object.fromEntries(held),
  };
}

describe("a manifest", () => {
  test("is read as it was printed, whatever the paths hold", () => {
    const paths = ["a b/é.tf", '"quoted"', "a{b", "__proto__", "x".repeat(3000)];
    const text = printManifest({ digest, held, files: new Map(paths.map((path) => [path, one])) });
    expect(() => JSON.parse(text)).not.toThrow();
    const expected = {
      files: Object.fromEntries(paths.map((path) => [path, [one]])),
      conflicted: [],
      digests: { staging: digest },
      held: { staging: held },
    };
    expect(read(text, "staging")).toEqual(expected);
    // No JSON any more.
    expect(read(`${text}>>>>>>> theirs\n`, "staging")).toEqual(expected);
  });

  test.each([
    ["an editor's indentation", (json: unknown) => JSON.stringify(json, undefined, "\t")],
    ["one line", (json: unknown) => JSON.stringify(json)],
    [
      "CRLF and a byte order mark",
      (json: unknown) => `\uFEFF${JSON.stringify(json, undefined, 2).replaceAll("\n", "\r\n")}`,
    ],
  ])("is understood with %s", (_, layOut) => {
    const json = JSON.parse(printManifest({ digest, files: new Map([["main.tf", one]]) }));
    expect(read(layOut(json), "staging")).toEqual({
      files: { "main.tf": [one] },
      conflicted: [],
      digests: { staging: digest },
      held: {},
    });
  });

  test("of all environments, as it was laid out once, is understood", () => {
    const json = {
      environments: { staging: digest, "prod/eu": held },
      held: { staging: held },
      files: { "environments/staging/main.tf": one },
    };
    const expected = {
      files: json.files,
      conflicted: [],
      digests: json.environments,
      held: json.held,
    };
    const lines = JSON.stringify(json, undefined, 2);
    for (const text of [lines, `${lines}\n=======\n`]) {
      const found = read(text);
      expect({ ...found, files: { "environments/staging/main.tf": one } }).toEqual(expected);
      expect(found.files).toEqual({ "environments/staging/main.tf": [one] });
    }
  });

  test.each([
    ...["../up", "a//b", "a/./b", "a\\b", "c:d", "a\0b", "", "x/.terraform/y"],
    // From the project's root on, and no sources there.
    ...["//absolute", "/../up", "/c:/d", "/schema/index.ts", "/ENVS/a.yaml", "/.git/config"],
  ])("is not trusted about the path %j", (path) => {
    const text = printManifest({ files: new Map([[path, one]]) });
    expect(read(text).files).toEqual({});
    expect(read(`${text}=======\n`).files).toEqual({});
  });

  test.each([
    "null",
    "[]",
    "3",
    '"text"',
    "{}",
    '{"files":[]}',
    '{"files":{"a":{"b":1}}}',
    '{"files":{"a":"x"}}',
  ])("may have any content: %s", (text) => {
    expect(read(text, "staging")).toEqual({ files: {}, conflicted: [], digests: {}, held: {} });
  });

  test("reads both sides of a merge conflict", () => {
    const line = (path: string, hash: string): string => `    "${path}": "${hash}",`;
    const text = [
      "{",
      "<<<<<<< ours",
      line("both.tf", one),
      "=======",
      line("both.tf", two),
      ">>>>>>> theirs",
      line("between.tf", one),
      "<<<<<<< never closed",
      line("after.tf", one),
    ].join("\n");
    expect(read(text)).toMatchObject({
      files: { "both.tf": [one, two], "between.tf": [one], "after.tf": [one] },
      conflicted: ["both.tf"],
    });
  });
});
