import type { Case } from "./broken.ts";

type Whole = Omit<Case, "want">;

/** Modules as registries and teams have them: all of them work, and nothing may be told of any. */
export const realLooking: readonly Whole[] = [
  {
    name: "a module of a registry's kind: wide objects with optional attributes, looked up and merged",
    main: `module "bucket" {
  source = "./bucket"
  name   = "logs"
  lifecycle_rules = [
    { id = "old", enabled = true, transition = { days = 30, storage_class = "GLACIER" } },
    {
      id      = "tmp"
      enabled = "true"
      filter  = { prefix = "tmp/", tags = {} }
    },
  ]
  cors = {}
}
output "arns" {
  value = { (module.bucket.name) = module.bucket.rules["old"].id }
}
`,
    beside: {
      "bucket/variables.tf": `variable "create" {
  type     = bool
  default  = true
  nullable = false
}
variable "name" {
  type    = string
  default = null
}
variable "lifecycle_rules" {
  type = list(object({
    id      = string
    enabled = optional(bool, true)
    filter = optional(object({
      prefix = optional(string)
      tags   = optional(map(string), { team = "none" })
    }), {})
    transition = optional(object({ days = number, storage_class = string }))
  }))
  default = []
}
variable "cors" {
  type    = any
  default = []
}
variable "tags" {
  type    = map(string)
  default = {}
}
`,
      "bucket/main.tf": `locals {
  rules     = { for rule in var.lifecycle_rules : rule.id => merge({ enabled = true }, rule) if rule.enabled }
  cors_list = try(jsondecode(var.cors), var.cors)
  name      = coalesce(var.name, "bucket-\${substr(md5(jsonencode(local.rules)), 0, 4)}")
}
resource "terraform_data" "this" {
  count = var.create ? 1 : 0
  input = {
    name  = local.name
    rules = [for id, rule in local.rules : { id = id, days = try(rule.transition.days, null) }]
    cors  = local.cors_list
    tags  = merge(var.tags, { Name = local.name })
  }
}
`,
      "bucket/outputs.tf": `output "name" {
  description = "Its name"
  value       = try(terraform_data.this[0].output.name, "")
}
output "rules" {
  value = local.rules
}
output "tags" {
  value = one(terraform_data.this[*].output) == null ? {} : terraform_data.this.0.output.tags
}
`,
    },
  },
  {
    name: "calls for each of a map, and what reads their outputs",
    main: `variable "services" {
  type = map(object({ port = optional(number, 80), public = optional(bool) }))
  default = {
    api    = { port = 8080, public = true }
    worker = {}
  }
}
module "service" {
  source   = "./service"
  for_each = { for name, service in var.services : name => service if service.port != null }
  name     = each.key
  port     = each.value.port
  public   = each.value["public"]
}
module "queue" {
  source = "./service"
  count  = length(var.services) > 1 ? 1 : 0
  name   = "queue-\${count.index}"
  port   = module.service["api"].port
}
locals {
  ports   = { for name, service in module.service : name => service.port }
  all     = values(module.service)[*].url
  first   = element([for service in module.service : service.url], 0)
  queue   = try(module.queue[0].url, null)
  queues  = module.queue[*].url
  old     = module.queue.*.port
  has_api = contains(keys(module.service), "api") ? module.service["api"].url : ""
}
output "urls" {
  value      = concat(local.all, local.queues, [local.first, local.queue])
  depends_on = [module.service, module.queue]
}
`,
    beside: {
      "service/main.tf": `variable "name" {}
variable "port" { type = number }
variable "public" {
  type    = bool
  default = false
}
output "port" { value = var.port }
output "url" { value = "http\${var.public == true ? "s" : ""}://\${var.name}:\${var.port}" }
`,
    },
  },
  {
    name: "modules in modules, with what each passes on",
    main: `module "stack" {
  source      = "./stack"
  environment = "staging"
  network     = module.network
}
module "network" {
  source = "./stack/modules/network"
  cidrs  = cidrsubnets("10.0.0.0/16", 4, 4)
}
`,
    beside: {
      "stack/main.tf": `variable "environment" {
  type = string
  validation {
    condition     = can(regex("^(?:staging|production)$", var.environment))
    error_message = "It is \${var.environment}."
  }
}
variable "network" {
  type = object({ subnets = list(string), zones = optional(set(string)) })
}
module "inner" {
  source  = "./modules/inner"
  subnets = var.network.subnets
  tags    = { Environment = var.environment, Size = 3, Managed = true }
}
`,
      "stack/modules/inner/main.tf": `variable "subnets" { type = set(string) }
variable "tags" { type = map(string) }
resource "terraform_data" "subnet" {
  for_each = var.subnets
  input    = merge(var.tags, { subnet = each.value })
}
output "ids" { value = [for subnet in terraform_data.subnet : subnet.id] }
`,
      "stack/modules/network/main.tf": `variable "cidrs" { type = list(string) }
output "subnets" { value = var.cidrs }
`,
    },
  },
  {
    name: "blocks that are dynamic, in each other, with iterators",
    main: `variable "listeners" {
  type    = any
  default = {}
}
resource "aws_security_group" "this" {
  name = "x"
  dynamic "ingress" {
    for_each = { for key, value in var.listeners : key => value if try(value.open, false) }
    iterator = open_port
    content {
      from_port   = open_port.value.port
      to_port     = open_port.value.port
      protocol    = lookup(open_port.value, "protocol", "tcp")
      cidr_blocks = [for one_cidr in open_port.value.cidrs : one_cidr if one_cidr != open_port.key]
    }
  }
  dynamic "egress" {
    for_each = [1]
    content {
      from_port   = egress.key
      to_port     = egress.value
      protocol    = "-1"
      cidr_blocks = ["0.0.0.0/0"]
    }
  }
}
resource "aws_lb_listener" "this" {
  for_each          = var.listeners
  load_balancer_arn = "arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/a/1"
  port              = each.value.port
  dynamic "default_action" {
    for_each = each.value.actions
    content {
      type  = default_action.value.type
      order = default_action.key
      dynamic "forward" {
        for_each = try([default_action.value.forward], [])
        content {
          dynamic "target_group" {
            for_each = forward.value.target_groups
            content {
              arn    = target_group.value
              weight = default_action.value.weight
            }
          }
        }
      }
    }
  }
}
`,
  },
  {
    name: "files that are templates, and programs' texts",
    main: `variable "users" {
  type = list(object({ name = string, keys = list(string) }))
  default = [
    { name = "ada", keys = ["ssh-ed25519 AAAA"] }
  ]
}
locals {
  user_data = templatefile("\${path.module}/init.tftpl", {
    users    = var.users
    hostname = "a.\${terraform.workspace}.example.org"
  })
  script = <<-EOT
    #!/bin/bash
    set -euo pipefail
    for x_y in $\${list[@]}; do echo "$x_y" '%%{if}' \${local.count_of}; done
    %{for user in var.users~}
    useradd \${user.name} # var.nope local.nope
    %{if length(user.keys) > 0~}
    echo '\${join("\\n", user.keys)}' >> ~/.ssh/authorized_keys
    %{else~}
    %{endif~}
    %{endfor~}
  EOT
  count_of = length(var.users)
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow", Action = ["s3:Get*"]
      Resource  = "arn:aws:s3:::\${local.user_data == "" ? "a" : "b"}/$\${aws:username}/*"
      Condition = { StringEquals = { "aws:PrincipalTag/team" : "core" } }
    }]
  })
}
`,
    beside: { "init.tftpl": "${hostname}\n%{ for user in users }${user.name}%{ endfor }\n" },
  },
  {
    name: "providers with aliases, passed on through modules",
    main: `provider "aws" {
  region = "us-east-1"
}
provider "aws" {
  alias  = "eu"
  region = "eu-west-1"
  assume_role {
    role_arn = "arn:aws:iam::\${local.account_id}:role/deploy"
  }
}
locals {
  account_id = "123456789012"
}
module "replica" {
  source = "./replica"
  providers = {
    aws        = aws
    aws.target = aws.eu
  }
}
data "aws_region" "eu" {
  provider = aws.eu
}
output "region" { value = data.aws_region.eu.id }
`,
    beside: {
      "replica/main.tf": `terraform {
  required_version = ">= 1.5"
  required_providers {
    aws = {
      source                = "hashicorp/aws"
      version               = ">= 5.0, < 7.0"
      configuration_aliases = [aws.target]
    }
  }
}
resource "aws_sqs_queue" "source" { name = "a" }
resource "aws_sqs_queue" "target" {
  provider = aws.target
  name     = aws_sqs_queue.source.name
}
module "deeper" {
  source    = "./deeper"
  providers = { aws = aws.target }
}
`,
      "replica/deeper/main.tf": 'resource "aws_sqs_queue" "this" {\n  name_prefix = "x"\n}\n',
    },
  },
  {
    name: "an old module with a provider block that stands for what is passed",
    main: `provider "aws" {
  alias  = "west"
  region = "us-west-2"
}
module "old" {
  source    = "./old"
  providers = { aws.peer = aws.west }
}
`,
    beside: {
      "old/main.tf":
        'provider "aws" {\n  alias = "peer"\n}\nresource "aws_sqs_queue" "a" {\n  provider = aws.peer\n}\n',
    },
  },
  {
    name: "blocks of a refactoring: moved, import, removed",
    main: `moved {
  from = module.old_name
  to   = module.new_name
}
moved {
  from = terraform_data.a
  to   = module.new_name.terraform_data.this["a"]
}
import {
  for_each = toset(["b"])
  to       = terraform_data.imported[each.key]
  id       = each.value
}
removed {
  from = module.gone.aws_instance.this
  lifecycle {
    destroy = false
  }
}
resource "terraform_data" "imported" {
  for_each = toset(["b"])
}
module "new_name" {
  source = "./m"
}
`,
    beside: {
      "m/main.tf": 'resource "terraform_data" "this" {\n  for_each = toset(["a"])\n}\n',
    },
  },
  {
    name: "check blocks, conditions, and data that is read in them",
    main: `variable "expected" {
  type    = number
  default = 200
}
resource "terraform_data" "site" {
  input = { url = "https://example.org" }
  lifecycle {
    create_before_destroy = true
    ignore_changes        = [input["url"], triggers_replace]
    replace_triggered_by  = [terraform_data.version.id, terraform_data.each_one["a"]]
    precondition {
      condition     = var.expected > 0
      error_message = "none"
    }
    postcondition {
      condition     = self.output != null && startswith(self.output.url, "https")
      error_message = "\${self.id} has no url"
    }
  }
}
resource "terraform_data" "version" {}
resource "terraform_data" "each_one" {
  for_each = toset(["a"])
}
check "health" {
  data "terraform_remote_state" "other" {
    backend = "local"
    config  = { path = "\${path.root}/x.tfstate" }
  }
  assert {
    condition     = try(data.terraform_remote_state.other.outputs.status_code, 200) == var.expected
    error_message = "\${terraform_data.site.output.url}"
  }
}
`,
  },
  {
    name: "provisioners and connections",
    main: `resource "terraform_data" "cluster" {
  count            = 2
  triggers_replace = [terraform_data.image.id]
  connection {
    type = "ssh"
    host = self.output
    user = "root"
  }
  provisioner "remote-exec" {
    when       = destroy
    on_failure = continue
    inline     = ["echo \${self.id} \${count.index}"]
  }
  provisioner "file" {
    content     = "x"
    destination = "/tmp/\${self.input}-\${path.cwd}"
    connection {
      host = self.output
    }
  }
}
resource "terraform_data" "image" {}
`,
  },
  {
    name: "outputs of a module with count, of a splat, and of a whole module",
    main: `module "maybe" {
  source = "./m"
  count  = 1
}
locals {
  whole   = module.maybe
  one     = one(module.maybe[*].id)
  nested  = module.maybe[0].nested.a.b
  indexed = module.maybe.0.list[0]
  all     = flatten([for m in module.maybe : m.list])
  first   = [for m in module.maybe[*] : m.id][0]
}
output "o" { value = [local.whole, local.one, local.nested, local.indexed, local.all, local.first] }
`,
    beside: {
      "m/main.tf":
        'output "id" { value = "x" }\noutput "nested" { value = { a = { b = 1 } } }\noutput "list" { value = ["x"] }\n',
    },
  },
  {
    name: "values that Terraform turns into what is declared",
    main: `variable "sizes" { default = { a = 1 } }
variable "list_of_any" {
  type    = list(any)
  default = []
}
module "m" {
  source   = "./m"
  flag     = "false"
  number   = "1.5e3"
  text     = -1
  set      = ["a", 1, true]
  list     = toset(["a"])
  map      = { a = 1, "b c" = "two", (local.key) = null }
  object   = { host = 1, port = "80", more = [1], extra = true }
  objects  = [{ name = "a" }, { name = "b", size = 2 }]
  tuple    = ["a", "2", { any = "thing" }]
  any      = { a = [1, "b"], c = null }
  nothing  = null
  computed = var.sizes.a > 0 ? [1] : []
  splat    = var.list_of_any[*].id
}
locals {
  key = "key"
}
`,
    beside: {
      "m/main.tf": `variable "flag" { type = bool }
variable "number" { type = number }
variable "text" { type = string }
variable "set" { type = set(string) }
variable "list" { type = list(string) }
variable "map" { type = map(string) }
variable "object" { type = object({ host = string, port = number, more = optional(list(string)) }) }
variable "objects" { type = map(any) }
variable "tuple" { type = tuple([string, number, any]) }
variable "any" { type = any }
variable "nothing" {
  type     = number
  nullable = true
}
variable "computed" { type = list(string) }
variable "splat" { type = set(string) }
`.replace(
        'variable "objects" { type = map(any) }',
        'variable "objects" { type = list(object({ name = string, size = optional(number, 1) })) }',
      ),
    },
  },
  {
    name: "an override that gives a call another source",
    main: 'module "m" {\n  source = "./other"\n  size   = []\n}\noutput "o" {\n  value = module.m.late\n}\n',
    beside: {
      "main_override.tf": 'module "m" {\n  source = "./m"\n  size   = 1\n}\n',
      "m/main.tf": 'variable "size" {}\noutput "late" {\n  value = var.size\n}\n',
      "other/main.tf": 'variable "other" {}\n',
    },
  },
  {
    name: "variables of the old kind",
    main: `variable "a" {
  type = string
}
variable "b" {
  type    = list
  default = ["x"]
}
variable "c" {
  type    = map
  default = {}
}
resource "terraform_data" "a" {
  input = "\${var.a}\${element(var.b, 0)}\${lookup(var.c, "x", "")}"
}
resource "terraform_data" "b" {
  input      = "\${terraform_data.a.*.id}"
  depends_on = ["terraform_data.a"]
}
`,
  },
  {
    name: "functions of providers, and long words that are no resources",
    main: `terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}
locals {
  arn      = "arn:aws:iam::444455556666:role/example"
  a_b      = { c_d = 1, e_f = { g_h = 2 } }
  read     = local.a_b.e_f.g_h
  in_key   = { for k_k, v_v in local.a_b : k_k => v_v... }
  by_index = [for i_i, v_v in [[1]] : { a_a = i_i, b_b = v_v[0] }]
  nested   = [for x_x in [{ y_y = [{ z_z = 1 }] }] : [for y_y in x_x.y_y : y_y.z_z]]
  heredoc  = { text = <<EOT
\${join(",", [for s_s in ["a"] : s_s])}
EOT
  , after = 1 }
}
`.replace("EOT\n  , after", "EOT\n    after"),
  },
  {
    name: "comments in all places, odd spaces, and one line of much",
    main: `variable "a" { default = 1 } // one
/* module "x" {
  source = "./nope"
} */
locals { b = /* local.nope */ var.a } # local.nope
output "c" { value = [ # first
  local.b, // second
  /* var.nope */ var . a,
] }
module "m" { source = "./m" } /* module.nope.x */
`,
    beside: { "m/main.tf": '\uFEFFoutput "x" { value = 1 }\n', "m/empty.tf": "" },
  },
  {
    name: "sensitive values, shown as such",
    main: `variable "password" {
  type      = string
  sensitive = true
  default   = "x"
}
output "a" {
  value     = var.password
  sensitive = true
}
output "b" { value = nonsensitive(var.password) }
output "c" { value = nonsensitive(sha256(var.password)) }
`,
  },
  {
    name: "ephemeral values and a module in a registry's form beside the local one",
    main: `variable "token" {
  type      = string
  ephemeral = true
  default   = null
}
locals {
  has_token = ephemeralasnull(var.token) == null
}
output "o" { value = local.has_token }
`,
  },
  {
    name: "names with dashes, digits and letters of other alphabets",
    main: `variable "größe-2" { default = 1 }
locals { été-1 = var.größe-2 - 1 }
module "m-1" {
  source = "./m"
  a-b    = local.été-1
}
output "o-o" { value = module.m-1.x-y }
`,
    beside: { "m/main.tf": 'variable "a-b" {}\noutput "x-y" { value = var.a-b }\n' },
  },
  {
    name: "data that depends on resources, and attributes that look like references",
    main: `data "aws_iam_policy_document" "assume" {
  for_each = toset(["ecs", "lambda"])
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["\${each.value}.amazonaws.com"]
    }
  }
}
resource "aws_iam_role" "this" {
  for_each           = data.aws_iam_policy_document.assume
  name               = each.key
  assume_role_policy = each.value.json
}
resource "aws_iam_role_policy_attachment" "this" {
  for_each   = { for pair in setproduct(keys(aws_iam_role.this), ["a"]) : join("/", pair) => pair }
  role       = aws_iam_role.this[each.value[0]].name
  policy_arn = "arn:aws:iam::aws:policy/\${each.value[1]}"
  depends_on = [aws_iam_role.this["ecs"], data.aws_iam_policy_document.assume]
}
output "arns" { value = values(aws_iam_role.this)[*].arn }
output "same" { value = resource.aws_iam_role.this["ecs"].arn }
`,
  },
  {
    name: "a module that has code in JSON, and one that is called from another folder up",
    main: `module "json" {
  source = "./json/"
  size   = 1
}
module "up" {
  source = "./json/../up/."
}
output "o" { value = "\${module.json.id}\${module.up.id}" }
`,
    beside: {
      "json/main.tf.json": '{"variable": {"size": {}}, "output": {"id": {"value": "x"}}}\n',
      "up/main.tf": 'output "id" { value = 1 }\n',
    },
  },
];
