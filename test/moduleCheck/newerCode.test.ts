import { expect, it } from "vitest";
import { outline } from "../../src/hcl/outline/outline.ts";
import { checkNewerCode } from "../../src/moduleCheck/newerCode.ts";
import { readModule } from "../../src/moduleCheck/readModule.ts";

function told(terraform: string, text: string): string[] {
  expect(outline(text).faults).toEqual([]);
  const module = readModule("m", [{ path: "m/main.tf", text }], new Map(), false);
  return checkNewerCode(module, { name: "app", terraform }).map(({ start, end, problem }) =>
    problem.code === "code-too-new"
      ? `${text.slice(start, end)} ${problem.args.since}: ${problem.args.what}`
      : problem.code,
  );
}

it.each([
  ["moved {\n  from = a.b\n  to   = a.c\n}\n", "moved 1.1: a moved block"],
  ["removed {\n  from = a.b\n}\n", "removed 1.7: a removed block"],
  [
    'import {\n  for_each = {}\n  to = a.b\n  id = "x"\n}\n',
    "import 1.5: an import block",
    "for_each 1.7: for_each in import",
  ],
  ['resource "terraform_data" "x" {}\n', "resource 1.4: terraform_data"],
  ['variable "x" {\n  type = object({ a = optional(string) })\n}\n', "optional 1.3: optional()"],
  [
    'variable "x" {\n  nullable = false\n  deprecated = "no"\n}\n',
    "nullable 1.1: nullable in variable",
    "deprecated 1.15: deprecated in variable",
  ],
  [
    'variable "x" {\n  validation {\n    condition = var.x < var.y\n    error_message = "no"\n  }\n}\n',
    "var.y 1.9: a validation that refers to something else",
  ],
  [
    'resource "a" "b" {\n  lifecycle {\n    precondition {\n      condition = true\n    }\n  }\n}\n',
    "precondition 1.2: precondition in lifecycle",
  ],
  [
    'locals {\n  a = upper(  startswith("a", "b") ? 1 : 2)\n  b = "${provider::aws::arn_parse("x")}"\n}\n',
    "startswith 1.3: startswith()",
    "provider::aws::arn_parse 1.8: provider::aws::arn_parse()",
  ],
])("%j", (text, ...expected) => {
  expect(told("1.0", text)).toEqual(expected);
  expect(told("1.15", text)).toEqual([]);
});

it("says nothing of names that are only called like something newer", () => {
  const text = `variable "ephemeral" {
  type = object({ optional = string })
  validation {
    condition = length(var.ephemeral) > 0
    error_message = "startswith(x) is a text"
  }
}
resource "moved" "removed" {
  startswith = a.removed.timecmp
  nullable = true
}
`;
  expect(told("1.0", text)).toEqual([]);
});
