import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Adopted, adopt } from "../../src/adopt/adopt.ts";
import { findRoots, type Root } from "../../src/adopt/roots.ts";
import { planStacks } from "../../src/adopt/stacks.ts";
import { writeAdopted } from "../../src/adopt/write.ts";
import { maskMustaches } from "../../src/edit/template/mask.ts";
import { disk } from "../../src/files/disk.ts";
import { mentionsIn } from "../../src/trace/mentions.ts";

/** What real repositories have, each a small repository: the files of an environment by its name. */
const traps: Readonly<
  Record<string, (environment: "dev" | "prod") => Readonly<Record<string, string>>>
> = {
  "default-that-differs": (environment) => ({
    "variables.tf": `variable "size" {\n  type    = string\n  default = "${environment === "dev" ? "small" : "large"}"\n}\n`,
  }),
  "type-with-default": () => ({
    "variables.tf":
      'variable "image" {\n  type = object({\n    tag = optional(string, "latest")\n  })\n  sensitive = true\n  nullable  = false\n\n  validation {\n    condition     = var.image.tag != ""\n    error_message = "A tag."\n  }\n}\n',
  }),
  "state-key": (environment) => ({
    "backend.tf": `terraform {\n  backend "s3" {\n    bucket = "states"\n    key    = "${environment === "dev" ? "a1" : "b2"}.tfstate"\n  }\n}\n`,
  }),
  "partial-backend": (environment) => ({
    "versions.tf": `terraform {\n${environment === "dev" ? '  backend "s3" {\n    bucket = "states"\n    key      = "first.tfstate"\n  }' : '  backend "s3" {}'}\n}\n`,
  }),
  "key-in-one": (environment) => ({
    "backend.tf": `terraform {\n  backend "s3" {\n    bucket = "states"\n${environment === "dev" ? '    key    = "x.tfstate"\n' : ""}  }\n}\n`,
  }),
  "other-files": () => ({
    "user_data.js.tftpl": "console.log('${name}')\n",
    "run.sh": "#!/bin/sh\r\necho\n",
    ".terraform.lock.hcl": "# lock\n",
    "dev.s3.tfbackend": 'bucket = "x"\n',
    "terraform.tfvars.example": 'size = "x"\n',
    ".tflint.hcl": "plugin {}\n",
    Makefile: "all:\n",
  }),
  "windows-lines": (environment) => ({
    "locals.tf": `locals {\r\n  size = "${environment === "dev" ? 1 : 2}-x"\r\n}\r\n`,
  }),
  underscore: (environment) => ({ "_locals.tf": `locals { name = "${environment}" }\n` }),
  braces: (environment) => ({
    "braces.tf": `locals {\n  a = "{{.Value}} \${jsonencode({ a = { b = 1 } })} ${environment === "dev" ? 1 : 2}"\n}\n`,
  }),
  backslashes: (environment) => ({
    "paths.tf": `locals {\n  # C:\\${environment} and \\{{x}} ${environment === "dev" ? "\\\\{{" : ""}\n  path = "C:\\\\${environment}"\n}\n`,
  }),
  "other-order": (environment) => {
    const members = ["api", "console"].map((name) => `  ${name} = {\n    id = "x"\n  }\n`);
    const text = environment === "dev" ? members : members.toReversed();
    return {
      "terraform.tfvars": `clients = {\n${text.join("")}}\nsize = 1\n`,
      "variables.tf": 'variable "clients" {}\n\nvariable "size" {}\n',
    };
  },
  "only-there": (environment) => ({
    ...(environment === "prod"
      ? { "waf.tf": 'resource "aws_wafv2_web_acl" "main" {\n  name = "main"\n}\n' }
      : {}),
    "order.tf":
      environment === "dev"
        ? '# dev has it first\nlocals {\n  a = 1\n}\n\noutput "b" {\n  value = 2\n}\n'
        : 'output "b" {\n  value = 2\n}\n\nlocals {\n  a = 1\n}',
  }),
  "same-everywhere": () => ({ "outputs.tf": 'output "x" {\n  value = "${var.x}"\n}\n' }),
  heredoc: (environment) => ({
    "heredoc.tf": `locals {\n  script = <<-EOT\n    first\n    ${environment === "dev" ? "debug" : "quiet\n      twice"}\n    last\n  EOT\n}\n`,
  }),
  calls: (environment) => ({
    "calls.tf": `provider "aws" {\n  alias  = "other"\n  region = "${environment === "dev" ? "eu-west-1" : "us-east-1"}"\n}\n\nmodule "vpc" {\n  source    = "git::https://example.com/vpc.git?ref=v${environment === "dev" ? 2 : 1}"\n  providers = { aws = aws.other }\n}\n\nmoved {\n  from = module.old\n  to   = module.vpc\n}\n`,
  }),
  definitions: (environment) => ({
    "variables.tf":
      'variable "size" {\n  type = string\n}\n\nvariable "zones" {\n  type = list(string)\n}\n\nvariable "extra" {}\n',
    "terraform.tfvars": `# ${environment}\nsize  = "${environment === "dev" ? "s" : "l"}"\nzones = ["a", "b"] # both\n${environment === "prod" ? "extra = null\n" : ""}`,
  }),
  "other-call-names": (environment) => ({
    "network.tf": `module "${environment === "dev" ? "network" : "main_vpc"}" {\n  source = "../../parts/network"\n  cidr   = "10.${environment === "dev" ? 1 : 2}.0.0/16"\n}\n`,
  }),
  "other-sources": (environment) => ({
    "network.tf": `module "network" {\n  source = "../../parts/${environment === "dev" ? "network" : "network_v2"}"\n  cidr   = "10.0.0.0/16"\n}\n`,
  }),
  "hcp-terraform": (environment) => ({
    "cloud.tf": `terraform {\n  cloud {\n    organization = "example"\n\n    workspaces {\n      name = "web-${environment === "dev" ? "one" : "two"}"\n    }\n  }\n}\n`,
  }),
  "remote-backend": (environment) => ({
    "backend.tf": `terraform {\n  backend "remote" {\n    organization = "example"\n\n    workspaces {\n      prefix = "web-${environment}-"\n    }\n  }\n}\n`,
  }),
  "provider-of-outputs": (environment) => ({
    "providers.tf": `provider "kubernetes" {\n  host  = module.cluster.endpoint\n  alias = "${environment}"\n}\n\nmodule "cluster" {\n  source = "example/cluster/x"\n  nodes  = ${environment === "dev" ? 1 : 3}\n}\n`,
  }),
  addresses: (environment) => ({
    "addresses.tf": `import {\n  to = aws_s3_bucket.logs\n  id = "logs-${environment === "dev" ? "1a" : "9f"}"\n}\n\nremoved {\n  from = aws_iam_user.old\n\n  lifecycle {\n    destroy = false\n  }\n}\n\ncheck "health" {\n  assert {\n    condition     = aws_s3_bucket.logs.id != ""\n    error_message = "No bucket."\n  }\n}\n\nresource "aws_s3_bucket" "logs" {\n  depends_on = [aws_iam_role.${environment === "dev" ? "reader" : "writer"}]\n}\n\nresource "aws_iam_role" "${environment === "dev" ? "reader" : "writer"}" {\n}\n`,
  }),
  expressions: (environment) => ({
    "expressions.tf": `locals {\n  size  = var.large ? "${environment === "dev" ? "m" : "xl"}" : "s"\n  names = [for name in ["a", "${environment === "dev" ? "b" : "c"}"] : upper(name) if name != ""]\n  env   = { for key, value in { x = ${environment === "dev" ? 1 : 2} } : key => value * 2 }\n}\n\nvariable "large" {\n  default = false\n}\n`,
  }),
  banners: (environment) => ({
    "banner.tf": `##############\n# ${environment === "dev" ? "Pre-prod" : "LIVE: ask first"} #\n##############\n\n/* resource "x" "${environment}" {\n} */\nlocals {\n  # old = "${environment === "dev" ? "a" : "b"}"\n  new = "c" // ${environment === "dev" ? "since May" : "since June"}\n}\n# the end of ${environment}\n`,
  }),
  "nothing-in-common": (environment) => ({
    [`${environment}.auto.tfvars`]: `${environment}_size = 1\n`,
    "variables.tf": `variable "${environment}_size" {\n  type = number\n}\n`,
  }),
  overlay: (environment) => ({
    "overlay.tf": `locals {\n  from_master = var.of_master\n  own         = "${environment}"\n}\n`,
  }),
  "byte-order-mark": (environment) => ({
    "mark.tf": `\uFEFFlocals {\n  a = "${environment}"\n}\n`,
  }),
  "no-newline": (environment) => ({
    "end.tf": `locals {\n  a = "${environment}"\n}${environment === "dev" ? "" : "\n"}`,
  }),
};

let root = "";
let adopted: Adopted;
const before = new Map<string, string>();

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), "terraloom-traps-"));
  for (const [trap, filesOf] of Object.entries(traps)) {
    for (const environment of ["dev", "prod"] as const) {
      const files = { ...filesOf(environment), "main.tf": 'resource "x" "y" {\n}\n' };
      for (const [name, text] of Object.entries(files)) {
        before.set(`${trap}/${environment}/${name}`, text);
      }
    }
  }
  for (const [path, text] of before) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  symlinkSync("main.tf", join(root, "same-everywhere/dev/linked.tf"));
  const groups = new Map<string, Root[]>();
  for (const one of findRoots(disk(root))) {
    const folder = dirname(one.folder);
    groups.set(folder, [...(groups.get(folder) ?? []), one]);
  }
  adopted = await adopt(root, planStacks([...groups.values()]));
  expect(await writeAdopted(root, adopted.changes)).toEqual([]);
});

afterAll(() => rmSync(root, { recursive: true }));

/** What is written to a path. */
function sourceAt(wanted: string): string | undefined {
  const change = adopted.changes.find(({ path }) => path === wanted);
  return typeof change?.after === "string" ? change.after : undefined;
}

/** What a template says, by the trap's name and the file's. */
function template(trap: string, name: string): string | undefined {
  return sourceAt(`templates/environments/${trap}/${name}`);
}

it.each(Object.keys(traps))("%s is adopted byte for byte", (trap) => {
  expect(adopted.problems.filter(({ severity }) => severity === "error")).toEqual([]);
  for (const [path, text] of before) {
    if (!path.startsWith(`${trap}/`)) continue;
    const now = readFileSync(join(root, path), "utf8");
    expect(now.replace(/^(\uFEFF?)# Generated by terraloom from [^\n]*\n/, "$1"), path).toBe(text);
    // What is no Terraform code has no header either.
    if (!/\.(?:tf|tfvars)$/.test(path)) expect(now).toBe(text);
  }
  const verbatim = adopted.stacks
    .find(({ plan }) => plan.name === trap)
    ?.files.filter(({ carrying }) => carrying === "verbatim");
  const own = { underscore: ["_locals.tf"], "byte-order-mark": ["mark.tf"] };
  expect(verbatim?.map(({ name }) => name)).toEqual(
    Object.entries(own).flatMap(([name, files]) => (name === trap ? files : [])),
  );
});

it("a default stays in the variable block", () => {
  expect(template("default-that-differs", "variables.tf.hbs")).toContain(
    "default = {{values.size}}",
  );
  expect(template("default-that-differs", "terraform.tfvars.hbs")).toBeUndefined();
});

it("two environments never share the key of a state", () => {
  expect(template("state-key", "backend.tf.hbs")).toContain("key    = {{settings.backend_s3_key}}");
  expect(sourceAt("schema/index.ts")).toMatch(
    /backend_s3_key: setting\(z\.string\(\), \{[^}]*unique: true/,
  );
});

it("the key of a state becomes a value, whatever is written around it", () => {
  expect(template("partial-backend", "versions.tf.hbs")).toContain(
    "    key      = {{settings.backend_s3_key}}\n",
  );
});

it("a workspace of HCP Terraform is a state of its own", () => {
  const schema = sourceAt("schema/index.ts") ?? "";
  expect(template("hcp-terraform", "cloud.tf.hbs")).toContain("name = {{settings.");
  expect(schema).toMatch(/workspaces_name: setting\(z\.string\(\), \{[^}]*unique: true/);
  expect(template("remote-backend", "backend.tf.hbs")).toContain(
    'prefix = "web-{{{environment.shortName}}}-"',
  );
});

it("a call with another name belongs to its environment alone, and a source that differs becomes a value", () => {
  const calls = template("other-call-names", "network.tf.hbs") ?? "";
  expect(calls.match(/^module /gm)).toHaveLength(2);
  expect(template("other-sources", "network.tf.hbs")).toContain("source = {{settings.");
});

it("comments that differ stay in their environments", () => {
  expect(template("banners", "banner.tf.hbs")).toContain("{{#if");
  expect(template("banners", "banner.tf.hbs")).toContain(
    "# the end of {{{environment.shortName}}}",
  );
});

it("code that is completed elsewhere is reported as a known fault", () => {
  const faults = sourceAt(".terraloom/known-problems.json") ?? "";
  expect(faults).toContain("of_master");
});

it("one setting may select the text of several environments", () => {
  expect(sourceAt("schema/index.ts")).not.toMatch(/unique: true,\s+copied: true/);
});

it("a file that one environment has is made for that one alone, by a setting", () => {
  const paths = adopted.changes.map(({ path }) => path);
  expect(paths.some((path) => /only-there\/@\w+\/waf\.tf$/.test(path))).toBe(true);
});

it("values of terraform.tfvars are variables, with their comments", () => {
  expect(template("definitions", "terraform.tfvars.hbs")).toContain(
    "zones = {{values.zones}} # both\n",
  );
});

it("a condition encloses both brackets of a pair or neither", () => {
  const text = template("other-order", "terraform.tfvars.hbs") ?? "";
  expect(mentionsIn(maskMustaches(text))?.map(({ name }) => name)).toEqual(["clients", "size"]);
});

it("lines inside of a heredoc differ line by line", () => {
  expect(template("heredoc", "heredoc.tf.hbs")).toContain("    first\n");
  expect(template("heredoc", "heredoc.tf.hbs")?.match(/last/g)).toHaveLength(1);
});
