import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, posix } from "node:path";
import { describe, expect, test } from "vitest";
import { disk } from "../../src/files/disk.ts";
import type { Files } from "../../src/model/files.ts";
import { comparison } from "../../src/status/compareWithCode.ts";
import { addressOf, readState, type StateInstance } from "../../src/status/readState.ts";
import { terraformAvailable } from "../support/programs.ts";

/** What is repeated by what code says itself, and what only Terraform knows: its name begins with open. */
const main = `
variable "names" { type = list(string) }
variable "sizes" { type = map(object({ memory = number, tags = optional(map(string), { a = "b" }) })) }
variable "isOn" { type = bool }
variable "number" {}
variable "given" { default = 1 }
variable "unset" {
  type     = list(string)
  default  = ["d"]
  nullable = false
}
locals {
  names  = concat(var.names, ["z"])
  sizes  = { for name, size in var.sizes : "\${name}-\${size.memory}" => size if size.memory > 512 }
  both   = merge({ a = 1 }, { b = null })
  odd    = toset(["a\\"b", "$\${c}", "é", "%%{d}"])
  nested = { for name in distinct(var.names) : name => { of = [name] } }
}
resource "terraform_data" "counted" { count = 2 }
resource "terraform_data" "none" { count = var.isOn ? 0 : 1 }
resource "terraform_data" "some" { count = !var.isOn || var.number == 3 ? length(local.names) : 0 }
resource "terraform_data" "sum" { count = var.number * 2 - 1 }
resource "terraform_data" "of_names" { for_each = toset(local.names) }
resource "terraform_data" "of_sizes" { for_each = local.sizes }
resource "terraform_data" "of_both" { for_each = local.both }
resource "terraform_data" "of_odd" { for_each = local.odd }
resource "terraform_data" "of_keys" { for_each = toset(keys(var.sizes)) }
resource "terraform_data" "of_unset" { for_each = toset(var.unset) }
resource "terraform_data" "of_none" { for_each = toset([for name in [] : name]) }
resource "terraform_data" "open_default" { count = var.given }
resource "terraform_data" "open_index" { count = length(var.names[0]) }
resource "terraform_data" "open_split" { for_each = toset(split(",", "x,y")) }
resource "terraform_data" "open_type" { for_each = var.sizes["large"].tags }
resource "terraform_data" "open_template" { for_each = toset(["is \${var.isOn}"]) }
module "one" {
  source = "./m"
  names  = var.names
}
module "each" {
  source   = "./m"
  for_each = local.nested
  names    = concat(each.value.of, [each.key == "x" ? "xx" : "yy"])
}
module "counted" {
  source = "./m"
  count  = 2
  names  = ["n\${count.index}"]
  depth  = count.index
}
`;

const module = `
variable "names" { type = set(string) }
variable "depth" {
  type    = number
  default = 1
}
resource "terraform_data" "this" { for_each = var.names }
module "inner" {
  source = "./inner"
  count  = var.depth
}
`;

const definitions = `
names  = ["y", "x", "x"]
isOn   = true
number = 3
unset  = null
sizes  = { small = { memory = 512 }, large = { memory = 2048 } }
`;

const files: Readonly<Record<string, string>> = {
  "main.tf": main,
  "m/main.tf": module,
  "m/inner/main.tf": 'resource "terraform_data" "this" {}\n',
  "terraform.tfvars": definitions,
};

function write(root: string, path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

describe.skipIf(!terraformAvailable)("the instances of a current state", () => {
  const root = mkdtempSync(join(tmpdir(), "terraloom-instances-"));
  const apply = (folder: string): readonly StateInstance[] => {
    for (const argv of [["init"], ["apply", "-auto-approve"]]) {
      const { status, stdout, stderr } = spawnSync("terraform", argv, { cwd: join(root, folder) });
      if (status !== 0) throw new Error(`${stdout}${stderr}`);
    }
    const state = readState(
      JSON.parse(readFileSync(join(root, folder, "terraform.tfstate"), "utf8")),
    );
    return state.kind === "applied" ? state.resources : [];
  };
  const code =
    'resource "terraform_data" "terraloom" {\n  input = { digest = "", environment = "" }\n}\n';

  test("match the code, and a missing one is reported", () => {
    try {
      for (const [path, text] of Object.entries(files)) write(root, `env/${path}`, text);
      write(root, "env/terraloom.tf", code);
      const all = apply("env");
      const compare = comparison(disk(root));
      expect(compare("env", { resources: all, given: {} })).toEqual([]);
      expect(all.length).toBe(43);
      const without = (one: StateInstance) => all.filter((other) => other !== one);
      const isTold = (one: StateInstance): boolean =>
        compare("env", { resources: without(one), given: {} }).some(
          (fault) => fault.kind === "missing" && fault.addresses.includes(addressOf(one)),
        );
      const untold = all.filter((one) => !isTold(one)).map(addressOf);
      expect(untold.filter((address) => !/\.open_/.test(address))).toEqual([]);
      expect(untold).toHaveLength(6);
      const more = { ...all[0], index: 7 } as StateInstance;
      expect(compare("env", { resources: [...all, more], given: {} })).toEqual([
        { kind: "leftover", addresses: [addressOf(more)] },
      ]);
    } finally {
      rmSync(root, { recursive: true });
    }
  });
});

test("a module above the project counts, in HCL and in JSON", () => {
  const texts: Readonly<Record<string, string>> = {
    "env/main.tf": 'module "hcl" {\n  source = "../../modules/m/"\n}\n',
    "env/more.tf.json": '{"module": {"json": {"source": "../../modules/m"}}}',
    "../modules/m/main.tf": 'resource "terraform_data" "this" {}\n',
  };
  const files: Pick<Files, "read" | "list"> = {
    read: (path) => (texts[path] === undefined ? undefined : Buffer.from(texts[path])),
    list: (folder) =>
      Object.keys(texts)
        .filter((path) => posix.dirname(path) === folder)
        .map((path) => ({ name: posix.basename(path), kind: "file" })),
  };
  expect(comparison(files)("env", { resources: [], given: {} })).toEqual([
    {
      kind: "missing",
      addresses: ["module.hcl.terraform_data.this", "module.json.terraform_data.this"],
    },
  ]);
});
