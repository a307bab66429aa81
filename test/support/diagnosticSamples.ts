import { type Diagnostic, diagnostic, type Location } from "../../src/diagnostics/diagnostic.ts";
import { startOf } from "../../src/diagnostics/position.ts";

/** A place: the line's text, and what of it is marked. */
function at(file: string, line: number, excerpt?: string, marked = ""): Location {
  if (excerpt === undefined) return { file, line, column: 1 };
  const column = excerpt.lastIndexOf(marked) + 1;
  return { file, line, column, endColumn: column + marked.length, excerpt };
}

function inModule(line: number, excerpt: string, marked: string): Location {
  return at("templates/modules/app/main.tf.hbs", line, excerpt, marked);
}

/** Of each code that no golden screen shows: how it may look, for docs/errors.md. */
export const samples: readonly Diagnostic[] = [
  diagnostic("hand-edited", {
    path: "environments/staging/main.tf",
    orphan: false,
    source: "templates/environments/app/main.tf.hbs",
    known: true,
    into: ["envs/staging.yaml:9"],
  }),
  diagnostic("base-broken", { base: "staging" }),
  diagnostic("unknown-base", {
    base: "stagin",
    known: ["production", "staging"],
    suggestion: "staging",
  }),
  diagnostic(
    "other-environments-name",
    {
      kind: "variable",
      name: "api_url",
      environment: "production",
      other: "staging",
      text: "https://api.staging.example.org",
    },
    { ...startOf("envs/production.yaml"), line: 7, column: 12 },
  ),
  diagnostic("hold-ended", {
    environment: "production",
    until: "2026-12-01",
    reason: "rolled back while the incident is looked into",
    by: "on-call",
  }),
  diagnostic("not-absorbed", { why: { kind: "expression", text: "{{moduleArguments}}" } }),
  diagnostic("file-stale", { path: "generated/environments/staging/main.tf" }),
  diagnostic("file-missing", { path: "generated/environments/staging/main.tf" }),
  diagnostic("file-new", { path: "generated/environments/staging/main.tf" }),
  diagnostic("file-orphaned", { path: "generated/environments/old/main.tf" }),
  diagnostic("manifest-stale", { path: "generated/manifest/staging.json" }),
  diagnostic("made-by-older", { made: "0.1.0", own: "0.2.0" }),
  diagnostic("made-by-newer", { made: "0.3.0", own: "0.2.0" }),
  diagnostic("line-ends", { count: 2 }),
  diagnostic("output-blocked", {
    path: "modules/app/main.tf",
    by: "a link at generated/modules",
  }),
  diagnostic("run-locked", { holder: "process 4711 on build-7" }),
  diagnostic("terraform-not-found", { wanted: undefined, answered: [] }),
  diagnostic("terraform-invalid", {
    summary: "Unsupported argument",
    detail: 'An argument named "imgae" is not expected here.',
    environments: ["production", "staging"],
    all: true,
  }),
  diagnostic("terraform-warning", {
    summary: "Deprecated attribute",
    detail: "",
    environments: ["staging"],
    all: false,
  }),
  diagnostic("terraform-format", { file: "generated/modules/app/main.tf" }),
  diagnostic("plan-changes", { environment: "staging", addresses: ["aws_instance.app"] }),
  diagnostic("plan-broken", {
    environment: "staging",
    reason: "Reference to undeclared input variable",
  }),
  diagnostic("terraform-failed", {
    step: "init",
    reason: "could not query provider registry",
    environments: ["staging"],
    all: false,
  }),
  diagnostic("environment-not-generated", { folder: "generated/environments/staging" }),
  diagnostic("verified-not-current", { files: ["environments/staging/main.tf"] }),
  diagnostic("generated-not-current", {}),
  diagnostic("digest-missing", { environment: "staging" }),
  diagnostic("history-unknown", { reason: "git: not a git repository" }),
  diagnostic("changed-meanwhile", {}),
  diagnostic("command-line", {
    mistake: { kind: "no-option", command: "set", option: "--env" },
    meant: "--environment",
    help: "terraloom set --help",
  }),
  diagnostic("system-refuses", {
    what: "report",
    reason: "ENOENT: no such file or directory, open 'reports/drift.html'",
  }),
  diagnostic("internal-error", { message: "Cannot read properties of undefined" }),
  diagnostic("applied-unknown", {
    environment: "staging",
    because: { kind: "never" },
  }),
  diagnostic("init-without-zod", {}),
  diagnostic("helper-name", { name: "each" }),
  diagnostic("source-link", { what: "outside" }),
  diagnostic("template-of-terraform", {}),
  diagnostic("output-name", {
    path: "environments/staging/aux.tf",
    why: { kind: "device", name: "aux.tf" },
  }),
  diagnostic("environment-vanished", {
    environment: "staging",
    folder: "generated/environments/staging",
    remains: [".terraform.lock.hcl"],
  }),
  diagnostic("manifest-unreadable", { path: "generated/manifest/staging.json", count: 2 }),
  diagnostic("code-overridden", { path: "generated/environments/staging/override.tf" }),
  diagnostic("values-beside", {
    path: "generated/environments/staging/extra.auto.tfvars",
    spec: "envs/staging.yaml",
  }),
  diagnostic("file-ignored", {
    pattern: "*.tfvars",
    paths: ["generated/environments/staging/terraform.tfvars"],
    negations: ["!terraform.tfvars"],
  }),
  diagnostic("lock-file-ignored", {
    pattern: ".terraform*",
    paths: ["generated/environments/staging/.terraform.lock.hcl"],
    negations: ["!.terraform.lock.hcl"],
  }),
  diagnostic("lock-files-differ", {
    provider: "hashicorp/aws",
    versions: ["5.1.0 (staging)", "5.2.0 (production)"],
  }),
  diagnostic("lock-file-absent", {
    environment: "staging",
    other: "production",
    path: "generated/environments/staging/.terraform.lock.hcl",
  }),
  diagnostic("run-unfinished", {}),
  diagnostic("run-completed", { completed: ["generated/environments/staging/main.tf"], kept: [] }),
  diagnostic("terraform-unanswered", { kind: "slow", seconds: 60 }),
  diagnostic("comment-not-posted", { kind: "no-token", token: "GITHUB_TOKEN" }),
  diagnostic("pipeline-too-large", { ci: "GitLab" }),
  diagnostic("git-failed", { said: "spawn git ENOENT", isRun: false }),
  diagnostic("no-common-commit", { revision: "main", isShallow: true }),
  diagnostic("judged-off-main", { main: "origin/main" }),
  diagnostic(
    "schema-endless",
    { seconds: 30, variable: "TERRALOOM_SCHEMA_SECONDS" },
    at("schema/index.ts", 1),
  ),
  diagnostic(
    "schema-function-endless",
    {
      what: 'the rule "min_tasks is at most max_tasks"',
      environment: "staging",
      seconds: 30,
      variable: "TERRALOOM_SCHEMA_SECONDS",
    },
    at("schema/index.ts", 4),
  ),
  diagnostic(
    "environment-over",
    { environment: "preview", day: "2026-11-01" },
    at("envs/preview.yaml", 3, "until: 2026-11-01", "2026-11-01"),
  ),
  diagnostic(
    "extends-too-deep",
    { limit: 100 },
    at("envs/_team.yaml", 2, "extends: _region.yaml", "_region.yaml"),
  ),
  diagnostic(
    "source-too-large",
    { bytes: 2_310_144, limit: 1_048_576 },
    at("envs/staging.yaml", 1),
  ),
  diagnostic("condition-place", {}, at("templates/modules/app/@cdn/cdn.tf.hbs", 1)),
  diagnostic(
    "condition-unknown",
    { name: "cnd", stack: "app", suggestion: "cdn" },
    at("templates/environments/app/@cnd/cdn.tf.hbs", 1),
  ),
  diagnostic(
    "remote-output-missing",
    { name: "vpc", environment: "network", stack: "network", suggestion: "vpc_id" },
    at(
      "templates/environments/app/main.tf.hbs",
      9,
      "  vpc_id = data.terraform_remote_state.network.outputs.vpc",
      "vpc",
    ),
  ),
  diagnostic(
    "call-source",
    {
      name: "network",
      why: { kind: "no-constraint", version: "latest" },
    },
    at("schema/app.ts", 4, "export const app = defineStack({", "defineStack"),
  ),
  diagnostic("call-not-written", { call: "api", folder: "templates/environments/app" }),
  diagnostic(
    "stack-in-the-way",
    { path: "schema/network.ts", stack: "network" },
    at("schema/network.ts", 1),
  ),
  diagnostic(
    "remote-output-undeclared",
    { name: "vpc", stack: "network", suggestion: "vpc_id" },
    at(
      "templates/environments/app/main.tf.hbs",
      9,
      "  vpc_id = data.terraform_remote_state.network.outputs.vpc",
      "vpc",
    ),
  ),
  diagnostic(
    "stack-output-missing",
    {
      name: "vpc_id",
      stack: "network",
      folder: "generated/environments/network",
      suggestion: undefined,
    },
    at("schema/network.ts", 12, "    vpc_id: output(z.string(), {", "output"),
  ),
  diagnostic(
    "stack-output-type",
    { name: "vpc_id", misfit: { kind: "type", expected: "string", found: { kind: "tuple" } } },
    at(
      "templates/environments/network/main.tf.hbs",
      14,
      "  value = [module.network.vpc_id]",
      "value",
    ),
  ),
  diagnostic(
    "stack-order-unsaid",
    { stack: "app", other: "network" },
    at(
      "templates/environments/app/main.tf.hbs",
      1,
      'data "terraform_remote_state" "network" {',
      "data",
    ),
  ),
  diagnostic(
    "read-before-applied",
    { environment: "staging", other: "network/staging" },
    at(
      "templates/environments/app/main.tf.hbs",
      1,
      'data "terraform_remote_state" "network" {',
      "data",
    ),
  ),
  diagnostic(
    "stack-output-name",
    { name: "vpc id" },
    at("schema/network.ts", 12, '    "vpc id": output(z.string(), {', "output"),
  ),
  diagnostic(
    "after-unknown",
    { stack: "app", name: "networks", suggestion: "network" },
    at("schema/app.ts", 4, "export const app = defineStack({", "defineStack"),
  ),
  diagnostic(
    "after-circle",
    { stacks: ["app", "network", "app"] },
    at("schema/app.ts", 4, "export const app = defineStack({", "defineStack"),
  ),
  diagnostic(
    "module-folder-missing",
    { folder: "generated/modules/ap" },
    at(
      "templates/environments/app/main.tf.hbs",
      2,
      '  source = "../../modules/ap"',
      '"../../modules/ap"',
    ),
  ),
  diagnostic(
    "module-source-missing",
    { call: "app" },
    at("templates/environments/app/main.tf.hbs", 1, 'module "app" {', 'module "app"'),
  ),
  diagnostic(
    "unknown-attribute",
    { root: "path", name: "modul", suggestion: "module" },
    inModule(7, '  policy = file("${path.modul}/policy.json")', "modul"),
  ),
  diagnostic(
    "unknown-block",
    { type: "resorce", suggestion: "resource" },
    inModule(3, 'resorce "aws_s3_bucket" "logs" {', "resorce"),
  ),
  diagnostic(
    "block-labels",
    { type: "resource", wanted: 2, given: 1 },
    inModule(3, 'resource "aws_s3_bucket" {', 'resource "aws_s3_bucket"'),
  ),
  diagnostic("argument-outside", { name: "region" }, inModule(1, 'region = "eu-west-1"', "region")),
  diagnostic(
    "unknown-block-argument",
    { type: "variable", name: "defualt", suggestion: "default" },
    inModule(4, '  defualt = "small"', "defualt"),
  ),
  diagnostic(
    "output-without-value",
    { name: "url" },
    inModule(20, 'output "url" {}', 'output "url"'),
  ),
  diagnostic(
    "default-not-constant",
    { name: "size" },
    inModule(4, "  default = local.usual_size", "local.usual_size"),
  ),
  diagnostic(
    "default-type",
    { name: "size", misfit: { kind: "text", expected: "number" } },
    inModule(4, '  default = "small"', '"small"'),
  ),
  diagnostic(
    "unknown-type",
    { type: "strng", suggestion: "string" },
    inModule(3, "  type = strng", "strng"),
  ),
  diagnostic(
    "reserved-variable",
    { name: "version" },
    inModule(1, 'variable "version" {', '"version"'),
  ),
  diagnostic("count-and-for-each", {}, inModule(4, "  count = 2", "count")),
  diagnostic(
    "locals-cycle",
    { names: ["name", "prefix", "name"] },
    inModule(2, "  name = local.prefix", "name"),
  ),
  diagnostic(
    "modules-cycle",
    { folders: ["modules/app", "modules/database", "modules/app"] },
    inModule(2, '  source = "../database"', '"../database"'),
  ),
  diagnostic(
    "output-sensitive",
    { name: "password", variable: "password" },
    at("templates/environments/app/outputs.tf.hbs", 2, "  value = var.password", "var.password"),
  ),
  diagnostic(
    "undeclared-definition",
    { name: "sise", suggestion: "size" },
    at("templates/environments/app/terraform.tfvars.hbs", 3, "sise = {{size}}", "sise"),
  ),
  diagnostic(
    "unread-definition",
    { name: "sise", suggestion: "size" },
    at("generated/environments/staging/large.tfvars", 1, "sise = 3", "sise"),
  ),
  diagnostic(
    "definition-type",
    { name: "size", misfit: { kind: "text", expected: "number" } },
    at("templates/environments/app/terraform.tfvars.hbs", 3, 'size = "small"', '"small"'),
  ),
  diagnostic("shard-unreadable", { file: "shard-2.json", why: { kind: "empty" } }),
  diagnostic("shard-other", { file: "shard-2.json", other: "shard-1.json" }),
  diagnostic("shard-code", { file: "shard-2.json" }),
  diagnostic("shard-twice", { index: 2, file: "shard-2-again.json", other: "shard-2.json" }),
  diagnostic("shard-missing", { missing: [2, 3], count: 4 }),
  diagnostic("eject-not-current", {}),
  diagnostic("eject-uncommitted", { files: ["schema/index.ts", "envs/staging.yaml"] }),
  diagnostic("init-beside", { folders: ["infra/dns", "infra/network"] }),
  diagnostic("adopt-nothing", {
    alone: [{ folder: "infra/dns", why: { kind: "different", common: 0, count: 1 } }],
  }),
  diagnostic("template-of-values", { stack: "app" }),
  diagnostic("adopt-unknown", { folder: "infra/docs" }),
  diagnostic("adopt-outside", { folders: ["infra/dev", "infra/prod"], output: "generated" }),
  diagnostic("template-unknown", { name: "mian.tf", stack: "app", suggestion: "main.tf" }),
  diagnostic(
    "file-stays",
    { name: "main.tf", why: "one-template" },
    startOf("templates/environments/app/main.tf.hbs"),
  ),
  diagnostic("file-by-hand", {
    file: "infra/modules/app/variables.tf",
    why: { kind: "generated", source: "templates/modules/app/variables.tf.hbs" },
  }),
  diagnostic("adopt-stack-taken", { name: "network" }),
  diagnostic("stack-empty", { stack: "network", folder: "infra/network/qa" }),
  diagnostic("adopt-in-the-way", { paths: ["templates/", "envs/staging.yaml"] }),
];
