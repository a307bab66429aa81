/** A root module `main.tf`, and what lies beside it: paths from the root module's folder on. */
export interface Case {
  readonly name: string;
  readonly main: string;
  readonly beside?: Readonly<Record<string, string>>;
  /** Codes in order, each with its line: that of main.tf unless a file is named. */
  readonly want: readonly (readonly [code: string, place: string])[];
}

const service = `variable "size" { type = number }
variable "tags" {
  type    = map(string)
  default = {}
}
output "id" { value = var.size }
`;

const call = (lines: string, more = ""): string =>
  `module "m" {\n  source = "../../modules/service"\n${lines}\n}\n${more}`;

const modules = { "../../modules/service/main.tf": service };

/** A module that wants a configuration of a provider. */
const takesOther = {
  "m/main.tf":
    'terraform {\n  required_providers {\n    random = {\n      source                = "hashicorp/random"\n      configuration_aliases = [random.other]\n    }\n  }\n}\nresource "random_id" "a" {\n  provider    = random.other\n  byte_length = 2\n}\n',
};

/** Code that Terraform refuses, and what is told of it. */
export const broken: readonly Case[] = [
  {
    name: "a variable that is not declared",
    main: 'variable "region" {}\noutput "o" {\n  value = var.regoin\n}\n',
    want: [["undeclared-reference", "3"]],
  },
  {
    name: "a variable in an interpolation, in a block, in a loop",
    main: 'resource "terraform_data" "a" {\n  input = [for x in ["a"] : "${x}-${var.nope}"]\n}\n',
    want: [["undeclared-reference", "2"]],
  },
  {
    name: "a local value that is not declared",
    main: "locals {\n  a = local.b\n}\n",
    want: [["undeclared-reference", "2"]],
  },
  {
    name: "a module that is not called",
    main: 'output "o" {\n  value = module.m.id\n}\n',
    want: [["undeclared-reference", "2"]],
  },
  {
    name: "a resource that is not declared",
    main: 'output "o" {\n  value = terraform_data.a.output\n}\n',
    want: [["undeclared-reference", "2"]],
  },
  {
    name: "a resource in depends_on",
    main: 'output "o" {\n  value      = 1\n  depends_on = [terraform_data.a]\n}\n',
    want: [["undeclared-reference", "3"]],
  },
  {
    name: "a data source that is not declared",
    main: 'output "o" {\n  value = data.terraform_remote_state.a.outputs\n}\n',
    want: [["undeclared-reference", "2"]],
  },
  {
    name: "an output that the module has not",
    main: call("  size = 1", 'output "o" {\n  value = module.m.idd\n}\n'),
    beside: modules,
    want: [["undeclared-output", "6"]],
  },
  {
    name: "an output of a module that is called for each of a set",
    main: call(
      '  for_each = toset(["a"])\n  size = 1',
      'output "o" {\n  value = [for key in ["a"] : module.m[key].nope]\n}\n',
    ),
    beside: modules,
    want: [["undeclared-output", "7"]],
  },
  {
    name: "an argument that the module has not",
    main: call("  size = 1\n  sise = 2"),
    beside: modules,
    want: [["undeclared-argument", "4"]],
  },
  {
    name: "an argument that is not given",
    main: call(""),
    beside: modules,
    want: [["missing-argument", "1"]],
  },
  {
    name: "an argument of a wrong type",
    main: call('  size = "large"'),
    beside: modules,
    want: [["argument-type", "3"]],
  },
  {
    name: "a list for a map",
    main: call("  size = 1\n  tags = [1]"),
    beside: modules,
    want: [["argument-type", "4"]],
  },
  {
    name: "a variable of a wrong type",
    main: `variable "sizes" { type = list(number) }\n${call("  size = var.sizes")}`,
    beside: modules,
    want: [["argument-type", "4"]],
  },
  {
    name: "a value inside of a local value of a wrong type",
    main: `locals {\n  tags = { a = [1] }\n}\n${call("  size = 1\n  tags = local.tags")}`,
    beside: modules,
    want: [["argument-type", "7"]],
  },
  {
    name: "an object without an attribute",
    main: 'module "m" {\n  source = "./m"\n  at     = { host = "x" }\n}\n',
    beside: {
      "m/main.tf":
        'variable "at" { type = object({ host = string, port = number, path = optional(string) }) }\n',
    },
    want: [["argument-type", "3"]],
  },
  {
    name: "a module's folder that is not there",
    main: 'module "m" {\n  source = "../../modules/nope"\n}\n',
    want: [["module-folder-missing", "2"]],
  },
  {
    name: "a module without a source",
    main: 'module "m" {\n}\n',
    want: [["module-source-missing", "1"]],
  },
  {
    name: "each outside of for_each",
    main: 'resource "terraform_data" "a" {\n  input = each.value\n}\n',
    want: [["misplaced-reference", "2"]],
  },
  {
    name: "count outside of count",
    main: "locals {\n  a = count.index\n}\n",
    want: [["misplaced-reference", "2"]],
  },
  {
    name: "self outside of a resource",
    main: "locals {\n  a = self.id\n}\n",
    want: [["misplaced-reference", "2"]],
  },
  {
    name: "an attribute that path has not",
    main: "locals {\n  a = path.modul\n}\n",
    want: [["unknown-attribute", "2"]],
  },
  {
    name: "an attribute that the variable's type does not have",
    main: 'variable "a" {\n  type = map(list(object({ size = number })))\n}\nlocals {\n  a = var.a.x[0].sise\n}\n',
    want: [["unknown-attribute", "5"]],
  },
  {
    name: "an attribute that terraform does not have",
    main: "locals {\n  a = terraform.workspce\n}\n",
    want: [["unknown-attribute", "2"]],
  },
  {
    name: "variables of one name",
    main: 'variable "a" {}\nvariable "a" {}\n',
    want: [["declared-again", "2"]],
  },
  {
    name: "local values of one name, in two files",
    main: "locals {\n  a = 1\n}\n",
    beside: { "more.tf": "locals {\n  a = 2\n}\n" },
    want: [["declared-again", "more.tf:2"]],
  },
  {
    name: "resources of one name",
    main: 'resource "terraform_data" "a" {}\nresource "terraform_data" "a" {}\n',
    want: [["declared-again", "2"]],
  },
  {
    name: "a block that nobody knows",
    main: 'varible "a" {}\n',
    want: [["unknown-block", "1"]],
  },
  {
    name: "a resource without a name",
    main: 'resource "terraform_data" {}\n',
    want: [["block-labels", "1"]],
  },
  {
    name: "an argument outside of all blocks",
    main: "region = 1\n",
    want: [["argument-outside", "1"]],
  },
  {
    name: "a misspelt argument",
    main: 'variable "a" {\n  defualt = 1\n}\n',
    want: [["unknown-block-argument", "2"]],
  },
  {
    name: "an output without a value",
    main: 'output "a" {\n  description = "x"\n}\n',
    want: [["output-without-value", "1"]],
  },
  {
    name: "a default that is no constant",
    main: 'variable "a" {\n  default = upper("x")\n}\n',
    want: [["default-not-constant", "2"]],
  },
  {
    name: "a default that refers to something",
    main: 'variable "b" {}\nvariable "a" {\n  default = var.b\n}\n',
    want: [["default-not-constant", "3"]],
  },
  {
    name: "a default of a wrong type",
    main: 'variable "a" {\n  type    = list(string)\n  default = "x"\n}\n',
    want: [["default-type", "3"]],
  },
  {
    name: "a type that nobody knows",
    main: 'variable "a" {\n  type = strng\n}\n',
    want: [["unknown-type", "2"]],
  },
  {
    name: "a variable with a name of Terraform's",
    main: 'variable "count" {}\n',
    want: [["reserved-variable", "1"]],
  },
  {
    name: "count beside for_each",
    main: 'resource "terraform_data" "a" {\n  count    = 1\n  for_each = toset(["a"])\n}\n',
    want: [["count-and-for-each", "2"]],
  },
  {
    name: "local values in a circle",
    main: "locals {\n  a = local.b\n  b = local.a\n}\n",
    want: [["locals-cycle", "2"]],
  },
  {
    name: "a module that calls itself",
    main: 'module "m" {\n  source = "./m"\n}\n',
    beside: { "m/main.tf": 'module "m" {\n  source = "../m"\n}\n' },
    want: [["modules-cycle", "m/main.tf:2"]],
  },
  {
    name: "an output that shows a sensitive variable",
    main: 'variable "a" { sensitive = true }\noutput "o" {\n  value = var.a\n}\n',
    want: [["output-sensitive", "3"]],
  },
  {
    name: "a provider's alias that is not configured",
    main: 'resource "random_id" "a" {\n  provider    = random.east\n  byte_length = 2\n}\n',
    want: [["undeclared-provider", "2"]],
  },
  {
    name: "a provider's alias that the module wants and is not passed",
    main: 'module "m" {\n  source = "./m"\n}\n',
    beside: takesOther,
    want: [["provider-not-passed", "1"]],
  },
  {
    name: "another alias than the module wants",
    main: 'provider "random" {\n  alias = "east"\n}\nmodule "m" {\n  source    = "./m"\n  providers = { random.othr = random.east }\n}\n',
    beside: takesOther,
    want: [
      ["provider-not-passed", "6"],
      ["provider-not-taken", "6"],
    ],
  },
  {
    name: "an alias that is passed and not configured",
    main: 'module "m" {\n  source    = "./m"\n  providers = { random.other = random.east }\n}\n',
    beside: takesOther,
    want: [["undeclared-provider", "3"]],
  },
  {
    name: "an alias in a called module that nobody gives",
    main: 'module "m" {\n  source = "./m"\n}\n',
    beside: {
      "m/main.tf":
        'resource "random_id" "a" {\n  provider    = random.other\n  byte_length = 2\n}\n',
    },
    want: [["undeclared-provider", "m/main.tf:2"]],
  },
  {
    name: "a module with a provider of its own, counted",
    main: 'module "m" {\n  source = "./m"\n  count  = 2\n}\n',
    beside: {
      "m/main.tf": 'provider "aws" {\n  region = "x"\n}\nresource "aws_sqs_queue" "a" {}\n',
    },
    want: [["provider-in-repeated-module", "1"]],
  },
];

/** Code that Terraform takes, of the kinds that are easily taken for broken. */
export const whole: readonly Omit<Case, "want">[] = [
  {
    name: "attributes of variables that are there, tried, or not known",
    main: `variable "a" {
  type = object({ size = optional(number), parts = map(string) })
}

variable "b" {}

locals {
  known   = [var.a.size, var.a["parts"].x, var.a.parts[local.key]]
  key     = "y"
  tried   = try(var.a.sise, 1)
  unknown = [var.b.anything, terraform.workspace]
}
`,
  },
  { name: "nothing", main: "" },
  { name: "a call", main: call('  size = "5"\n  tags = { a = 1, b = true }'), beside: modules },
  {
    name: "values that are null, unknown, or of any type",
    main: `variable "any" {\n  default = null\n}\n${call("  size = length(var.any)\n  tags = var.any")}`,
    beside: modules,
  },
  {
    name: "names that a loop binds",
    main: 'locals {\n  a_b = { for each_key, v in { a = { b_c = 1 } } : each_key => v.b_c if v.b_c > 0 }\n  c = "%{for x_y in ["a"]}${x_y}%{endfor}"\n}\n',
  },
  {
    name: "each and count where they belong",
    main: 'resource "terraform_data" "a" {\n  for_each = toset(["a"])\n  input    = [each.key, self_made]\n}\nlocals {\n  x = 1\n}\nresource "terraform_data" "b" {\n  count = 2\n  input = count.index\n}\n'.replace(
      ", self_made",
      "",
    ),
  },
  {
    name: "self in a provisioner",
    main: 'resource "terraform_data" "a" {\n  provisioner "local-exec" {\n    command = "echo ${self.id}"\n  }\n  lifecycle {\n    postcondition {\n      condition     = self.id != ""\n      error_message = "no id"\n    }\n  }\n}\n',
  },
  {
    name: "lifecycle's names and moved blocks",
    main: 'resource "terraform_data" "a" {\n  lifecycle {\n    ignore_changes       = [input, triggers_replace]\n    replace_triggered_by = [terraform_data.b]\n  }\n}\nresource "terraform_data" "b" {}\nmoved {\n  from = terraform_data.old\n  to   = terraform_data.a\n}\nremoved {\n  from = terraform_data.gone\n  lifecycle {\n    destroy = false\n  }\n}\n',
  },
  {
    name: "types of all kinds",
    main: 'variable "a" {\n  type = object({ a = string, b = optional(list(number), [1]), c = tuple([bool, any]), d = set(string) })\n  default = { a = 1, c = [true, {}], d = ["x", "x"] }\n}\nvariable "b" {\n  type    = map(any)\n  default = { x = [1] }\n}\nvariable "c" {\n  type    = bool\n  default = "true"\n}\n',
  },
  {
    name: "a heredoc, and text that looks like code",
    main: 'locals {\n  a = <<-EOT\n    var.nope ${local.b} $${local.nope}\n  EOT\n  b = "module.x.y" # local.nope\n}\n',
  },
  {
    name: "a module from a registry, not installed, is left alone",
    main: "locals {\n  a = 1\n}\n",
  },
  {
    name: "a provider with an alias, passed on",
    main: 'provider "random" {\n  alias = "east"\n}\nresource "random_id" "a" {\n  provider    = random.east\n  byte_length = 2\n}\nmodule "m" {\n  source    = "./m"\n  providers = { random.other = random.east }\n}\n',
    beside: {
      "m/main.tf":
        'terraform {\n  required_providers {\n    random = {\n      source                = "hashicorp/random"\n      configuration_aliases = [random.other]\n    }\n  }\n}\nresource "random_id" "a" {\n  provider    = random.other\n  byte_length = 2\n}\n',
    },
  },
  {
    name: "a default provider that is replaced, and an alias that is passed through two modules",
    main: 'provider "random" {\n  alias = "east"\n}\nmodule "m" {\n  source    = "./m"\n  providers = {\n    random       = random.east # for all\n    random.other = random.east\n  }\n}\n',
    beside: {
      "m/main.tf":
        'terraform {\n  required_providers {\n    random = {\n      source                = "hashicorp/random"\n      configuration_aliases = [random.other]\n    }\n  }\n}\nmodule "inner" {\n  source    = "../inner"\n  providers = { random.other = random.other }\n}\n',
      "inner/main.tf": takesOther["m/main.tf"],
    },
  },
  {
    name: "a provider of a called module's own, passed nothing",
    main: 'module "m" {\n  source    = "./m"\n  providers = {}\n}\n',
    beside: {
      "m/main.tf":
        'provider "random" {\n  alias = "a"\n}\nresource "random_id" "a" {\n  provider    = random.a\n  byte_length = 2\n}\n',
    },
  },
  {
    name: "an override, and variables in JSON",
    main: 'output "o" {\n  value = var.json\n}\n',
    beside: {
      "more.tf.json": '{"variable": {"json": {"default": 1}}}\n',
      "override.tf": 'output "o" {\n  value = 2\n}\n',
    },
  },
  {
    name: "splats and indexes of a counted module",
    main: `${call("  count = 2\n  size = 1")}output "o" {\n  value = [module.m[0].id, module.m[*].id, module.m.*.id]\n}\n`,
    beside: modules,
  },
  {
    name: "check blocks with data of their own",
    main: 'check "c" {\n  data "terraform_remote_state" "s" {\n    backend = "local"\n  }\n  assert {\n    condition     = data.terraform_remote_state.s.outputs != null\n    error_message = "none"\n  }\n}\n',
  },
  {
    name: "a dynamic block's iterator",
    main: 'resource "random_id" "a" {\n  byte_length = 2\n  keepers = { for k_k in ["a"] : k_k => k_k }\n}\n',
  },
];
