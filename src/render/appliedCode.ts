import { compareText } from "../diagnostics/diagnostic.ts";
import { format } from "../hcl/format.ts";
import { literal, quotedLiteral } from "../hcl/literal.ts";
import { topBlocks } from "../hcl/topBlocks.ts";
import type { CodeFile } from "../model/codeFile.ts";
import { isCode } from "../model/codeFiles.ts";
import type { Environment, Held } from "../model/environment.ts";
import { appliedCodeFile } from "../model/layout.ts";
import type { Output } from "../model/rendered.ts";
import { withLazyMembers } from "../text/lazyMembers.ts";
import { RecentCache } from "../text/recentCache.ts";
import { addressesIn } from "./addresses.ts";
import { withHeader } from "./fileKind.ts";
import { heldIn } from "./held.ts";
import { oncePerShape } from "./oncePerShape.ts";

/** What a digest was worked out from, so that Terraform can do the same. */
interface DigestedCode {
  /** The folders of code, relative to the environment's own. */
  readonly folders: readonly string[];
  /** The hash of the other files. */
  readonly others: string;
}

/** The files of a folder that Terraform reads by itself, as `isReadByTerraform` names them. */
const readFiles =
  "{[^.]*.tf,[^.]*.tf.json,[^.]*.tofu,[^.]*.tofu.json,terraform.tfvars,terraform.tfvars.json,*.auto.tfvars,*.auto.tfvars.json}";

/**
 * The file that keeps in an environment's state which code was applied, and what it holds. Terraform saves the resource
 * last, after all that it depends on, and so only if the whole of it was applied. An output without a
 * resource it saves first, whatever happens then. And `read` is the digest of the files that it found, so that a
 * state says whether somebody had changed them, or had put others beside them.
 *
 * @param root what Terraform reads of the environment's folder
 */
export function appliedCode(
  environment: Environment,
  digest: string,
  code: DigestedCode,
  root: readonly CodeFile[],
): Output {
  const { name, file, stack, directory } = environment;
  const path = `${directory}/${appliedCodeFile}`;
  const own = { digest, environment: name, others: code.others };
  const shape = formOf(code.folders, root, stack.name, heldIn(environment));
  const values = Object.values(own).join("\n");
  const source = "terraloom's own record of what is applied";
  const output = { path, kind: "hcl" as const, shape, values, source, environment: name };
  return withLazyMembers(output, { content: () => withHeader(path, [file], filled(shape, own)) });
}

/** What each environment's record says by itself. */
type OwnValues = Readonly<Record<"digest" | "environment" | "others", string>>;

/** Stand for them in a form. Not in Unicode's form NFC, as what a spec holds is: no reason is such a text. */
const blanks: OwnValues = {
  digest: "<digest>e\u0301",
  environment: "<environment>e\u0301",
  others: "<others>e\u0301",
};

function filled(form: string, own: OwnValues): string {
  return form.replace(/"<(digest|environment|others)>e\u0301"/g, (_, name: keyof OwnValues) =>
    quotedLiteral(own[name]),
  );
}

const knownForms = new RecentCache<string, string>(100);

let shapes = 0;

/** Tells apart what a record's form is made from. */
const numberOf = oncePerShape(() => shapes++);

/** The record with blanks in it: made and formatted once for all environments whose code differs in values alone. */
function formOf(
  folders: readonly string[],
  root: readonly CodeFile[],
  stack: string,
  holds: readonly Held[],
): string {
  const files = root.map((file) => `${file.name} ${numberOf(file)}`);
  const key = JSON.stringify([stack, folders, files, holds]);
  const known = knownForms.get(key) ?? record(folders, root, stack, holds);
  knownForms.set(key, known);
  return known;
}

function record(
  folders: readonly string[],
  root: readonly CodeFile[],
  stack: string,
  holds: readonly Held[],
): string {
  const { digest, environment, others } = blanks;
  const held = holds.length > 0 ? { held: holds.map((hold) => ({ ...hold })) } : {};
  const input = literal({ digest, environment, stack, ...held });
  const depended = addressesIn(root);
  const dependencies = depended.map((address) => `${address},\n`).join("");
  const formatted = format(`${readLocal(folders)}
# Terraform saves this last, and only if it has applied all that this depends on.
resource "terraform_data" "terraloom" {
input = ${input.replace(/\n\}$/, () => `\n${readDigest(others)}\n${givenValues(root)}}`)}
${depended.length > 0 ? `\ndepends_on = [\n${dependencies}]\n` : ""}}

output "terraloom" {
description = "The code that this state was applied from, for: terraloom status"
value = terraform_data.terraloom.output
}

# This it saves first, also if the apply then fails.
output "terraloom_begun" {
description = "The code of the last apply, whether or not it came to its end"
value = ${literal(digest)}
}
`);
  return formatted.ok ? formatted.value : "";
}

/** The digest of what Terraform finds, by the same rule as `digestOf`. */
function readDigest(others: string): string {
  return `read = "sha256:\${sha256(join("\\n", concat(local.terraloom_files, [${literal(others)}])))}"`;
}

/** The variables that `terraform.tfvars` gives a value, but for sensitive ones. */
function givenVariables(root: readonly CodeFile[]): readonly string[] {
  const definitions = root.find(({ name }) => name === "terraform.tfvars")?.text ?? "";
  const given = new Set([...definitions.matchAll(/^([\w-]+)[ \t]*=/gm)].map(([, name]) => name));
  const names = root
    .filter(({ name }) => isCode(name))
    .flatMap(({ name, text }) => topBlocks(name, text))
    .flatMap(({ type, labels: [name = ""], isHidden }) =>
      type === "variable" && !isHidden && given.has(name) ? [name] : [],
    );
  return [...new Set(names)].sort(compareText);
}

/** Their values' hashes: `-var` and `-var-file` go before the file, and would leave no mark. */
function givenValues(root: readonly CodeFile[]): string {
  const names = givenVariables(root);
  if (names.length === 0) return "";
  const entries = names.map((name) => `${name} = var.${name}\n`).join("");
  return `given = { for name, value in {\n${entries}} : name => sha256(jsonencode(value)) }\n`;
}

function readLocal(folders: readonly string[]): string {
  return `locals {
# What Terraform reads. Changed by hand, it has another digest than the one below
terraloom_files = flatten([
for folder in ${literal([...folders])} : [
for file in fileset("\${path.root}/\${folder}", "${readFiles}") :
"\${folder}/\${file} \${sha256(replace(file("\${path.root}/\${folder}/\${file}"), "\\r\\n", "\\n"))}"
if "\${folder}/\${file}" != "./${appliedCodeFile}"
]
])
}
`;
}
