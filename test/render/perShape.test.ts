import { expect, test } from "vitest";
import type { CodeFile } from "../../src/model/codeFile.ts";
import { oncePerShape } from "../../src/render/oncePerShape.ts";

function codeFile(text: string, shape?: string): CodeFile {
  const output = { path: "main.tf", content: text, kind: "hcl", source: "main.tf.hbs" } as const;
  return {
    path: "main.tf",
    name: "main.tf",
    text,
    hash: "",
    output: shape === undefined ? output : { ...output, shape },
  };
}

test("code that differs only in values is read once", () => {
  const read: string[] = [];
  const lengthOf = oncePerShape((_, text) => {
    read.push(text);
    return text.length;
  });
  const files = [codeFile("a = 1", "a = ?"), codeFile("a = 22", "a = ?"), codeFile("b = 333")];
  expect([...files, ...files].map(lengthOf)).toEqual([5, 5, 7, 5, 5, 7]);
  expect(read).toEqual(["a = ?", "b = 333", "b = 333"]);
});
