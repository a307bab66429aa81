import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { outline } from "../../src/hcl/outline/outline.ts";
import { newerBlocks, newerFunctions, newerMembers } from "../../src/load/features.ts";
import { isBefore } from "../../src/load/versions.ts";
import type { Module } from "../../src/moduleCheck/module.ts";
import { checkNewerCode } from "../../src/moduleCheck/newerCode.ts";
import { readModule } from "../../src/moduleCheck/readModule.ts";
import { checkRequiredVersion } from "../../src/moduleCheck/requiredVersion.ts";
import { repository } from "../support/temporaryProject.ts";

function moduleOf(text: string, ...others: string[]): Module {
  expect(outline(text).faults).toEqual([]);
  const beside = others.map((path) => ({ path: `m/${path}`, text: "" }));
  return readModule("m", [{ path: "m/main.tf", text }, ...beside], new Map(), false);
}

function told(terraform: string, text: string): string[] {
  const findings = checkNewerCode(moduleOf(text), { name: "app", terraform });
  return findings.map(({ start, end, problem }) =>
    problem.code === "code-too-new"
      ? `${text.slice(start, end)} ${problem.args.since}: ${problem.args.what}`
      : problem.code,
  );
}

/** The version of each product that knows some code; "-" where none does. */
function since(text: string): readonly string[] {
  const lowest = { name: "app", terraform: "1.0", opentofu: "1.6" };
  const versions: Record<string, string> = { terraform: "", opentofu: "1.6" };
  for (const { problem } of checkNewerCode(moduleOf(text), lowest)) {
    if (problem.code !== "code-too-new") throw new Error(problem.code);
    versions[problem.args.product] = problem.args.since ?? "-";
  }
  return [versions.terraform ?? "", versions.opentofu ?? ""];
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

it("accepts names that only look like a newer feature", () => {
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

describe("Terraform and OpenTofu, each by its own versions", () => {
  it.each([
    ['ephemeral "a" "b" {}', "1.10", "1.11"],
    ['variable "x" {\n  ephemeral = true\n}', "1.10", "1.11"],
    ['variable "x" {\n  deprecated = "no"\n}', "1.15", "1.10"],
    ['variable "x" {\n  const = true\n}', "1.15", "1.12"],
    ['variable "x" {\n  validation {\n    condition = var.x < var.y\n  }\n}', "1.9", "1.9"],
    ['output "x" {\n  type = string\n}', "1.15", "-"],
    ['resource "a" "b" {\n  password_wo = "x"\n}', "1.11", "1.11"],
    ['resource "a" "b" {\n  lifecycle {\n    enabled = true\n  }\n}', "-", "1.11"],
    ["removed {\n  from = a.b\n}", "1.7", "1.7"],
    ["removed {\n  lifecycle {\n    destroy = false\n  }\n}", "1.7", "1.10"],
    ["import {\n  for_each = {}\n}", "1.7", "1.7"],
    ['action "a" "b" {}', "1.14", "-"],
    ['provider "a" {\n  for_each = {}\n}', "-", "1.9"],
    ['terraform {\n  backend "s3" {\n    region = var.region\n  }\n}', "-", "1.8"],
    ['module "m" {\n  source = "./${var.name}"\n}', "1.15", "1.8"],
    ["terraform {\n  encryption {}\n}", "-", "1.7"],
    ["locals {\n  a = provider::b::c(1)\n}", "1.8", "1.7"],
    ['locals {\n  a = templatestring("x", {})\n}', "1.9", "1.7"],
    ["locals {\n  a = issensitive(1)\n}", "1.8", "1.7"],
    ['locals {\n  a = urldecode("x")\n}', "-", "1.7"],
    ['locals {\n  a = startswith("x", "y")\n}', "1.3", "1.6"],
  ])("%j", (text, terraform, opentofu) => {
    expect(since(`${text}\n`)).toEqual([terraform, opentofu]);
  });

  it("holds OpenTofu to nothing in a file that has a .tofu beside it, which 1.8 and later read instead", () => {
    const module = moduleOf('action "a" "b" {}\n', "main.tofu");
    const products = (opentofu: string): unknown[] =>
      checkNewerCode(module, { name: "app", terraform: "1.13", opentofu }).map(
        ({ problem }) => problem.code === "code-too-new" && problem.args.product,
      );
    expect(products("1.8")).toEqual(["terraform"]);
    expect(products("1.7")).toEqual(["terraform", "opentofu"]);
  });

  it.each<[string, string, string, string[]]>([
    [">= 1.9", "1.9", "1.8", ["opentofu"]],
    [">= 1.8", "1.9", "1.8", []],
    [">= 1.14, < 2.0", "1.14", "1.12", []],
    ["~> 1.9", "1.8", "1.10", ["terraform"]],
    ["~> 1.9.1", "1.9", "1.10", ["opentofu"]],
    ["< 1.9", "1.9", "1.8", ["terraform"]],
    ["<= 1.8.5", "1.8", "1.9", ["opentofu"]],
    ["1.9.3", "1.9", "1.9", []],
    ["!= 1.9.3", "1.9", "1.9", []],
  ])(
    "tells where required_version %j refuses Terraform %s or OpenTofu %s",
    (required, terraform, opentofu, refused) => {
      const text = `terraform {\n  required_version = "${required}"\n}\n`;
      const products = (module: Module): unknown[] =>
        checkRequiredVersion(module, { name: "app", terraform, opentofu }).map(
          ({ problem }) => problem.code === "required-version" && problem.args.product,
        );
      expect(products(moduleOf(text))).toEqual(refused);
      expect(products(moduleOf(text, "main.tofu"))).toEqual(
        refused.filter((product) => product === "terraform"),
      );
    },
  );

  it("is what docs/schema.md says of each feature", () => {
    const page = readFileSync(join(repository, "docs/schema.md"), "utf8");
    const named = { ...newerBlocks, ...newerMembers };
    const functions = Object.entries(newerFunctions).map(
      ([name, of]) => [`${name}()`, of] as const,
    );
    const untold = [...Object.entries(named), ...functions]
      .map(([name, of]) =>
        typeof of === "string"
          ? ([name, of, of] as const)
          : ([name, of.terraform, of.opentofu] as const),
      )
      .filter(
        ([name, terraform = "1.6"]) => !isBefore(terraform, "1.6") && name !== "removed.lifecycle",
      )
      .map(
        ([name, terraform = "-", opentofu = "-"]) => `| \`${name}\` | ${terraform} | ${opentofu} |`,
      )
      .filter((row) => !page.includes(row));
    expect(untold).toEqual([]);
  });
});
