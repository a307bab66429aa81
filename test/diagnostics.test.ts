import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { type Arguments, type Code, catalog } from "../src/diagnostics/catalog.ts";
import { diagnostic } from "../src/diagnostics/diagnostic.ts";
import { meanings } from "../src/diagnostics/meanings.ts";
import { formatDiagnostics } from "../src/report/problems/format.ts";
import { repository } from "./support/temporaryProject.ts";

const codes = Object.keys(catalog) as readonly Code[];

/** Arguments of codes that no golden screen shows. */
const samples: { readonly [C in Code]?: Arguments<C> } = {
  "hand-edited": {
    path: "environments/staging/main.tf",
    orphan: false,
    source: "templates/environments/app/main.tf.hbs",
    known: true,
    into: ["envs/staging.yaml:9"],
  },
  "base-broken": { base: "staging" },
  "unknown-base": { base: "stagin", known: ["production", "staging"], suggestion: "staging" },
  "hold-ended": {
    environment: "production",
    until: "2026-12-01",
    reason: "rolled back while the incident is looked into",
    by: "on-call",
  },
  "not-absorbed": { why: "{{moduleArguments}} writes it" },
  "file-stale": { path: "generated/environments/staging/main.tf" },
  "file-missing": { path: "generated/environments/staging/main.tf" },
  "file-new": { path: "generated/environments/staging/main.tf" },
  "file-orphaned": { path: "generated/environments/old/main.tf" },
  "manifest-stale": { path: "generated/manifest/staging.json" },
  "made-by-older": { made: "0.1.0", own: "0.2.0" },
  "made-by-newer": { made: "0.3.0", own: "0.2.0" },
  "line-ends": { count: 2 },
  "output-blocked": {
    path: "modules/app/main.tf",
    by: "a link at generated/modules",
  },
  "run-locked": { holder: "process 4711 on build-7" },
  "terraform-not-found": { wanted: undefined, answered: [] },
  "terraform-invalid": {
    summary: "Unsupported argument",
    detail: 'An argument named "imgae" is not expected here.',
    environments: ["production", "staging"],
    all: true,
  },
  "terraform-warning": {
    summary: "Deprecated attribute",
    detail: "",
    environments: ["staging"],
    all: false,
  },
  "terraform-format": { file: "generated/modules/app/main.tf" },
  "terraform-failed": {
    step: "init",
    reason: "could not query provider registry",
    environments: ["staging"],
    all: false,
  },
  "environment-not-generated": { folder: "generated/environments/staging" },
  "verified-not-current": { files: ["environments/staging/main.tf"] },
  "generated-not-current": {},
  "digest-missing": { environment: "staging" },
  "history-unknown": { problem: "not a git repository" },
  "changed-meanwhile": {},
  "applied-unknown": {
    environment: "staging",
    problem: "nothing has been applied",
    advice: "Name a revision: --to REV.",
  },
  "init-without-zod": {},
  "helper-name": { name: "each" },
  "source-link": { what: "outside" },
  "template-of-terraform": {},
  "output-name": {
    path: "environments/staging/aux.tf",
    why: "Windows keeps it for a device",
  },
  "environment-vanished": {
    environment: "staging",
    folder: "generated/environments/staging",
    remains: [".terraform.lock.hcl"],
  },
  "code-overridden": { path: "generated/environments/staging/override.tf" },
  "values-beside": {
    path: "generated/environments/staging/extra.auto.tfvars",
    spec: "envs/staging.yaml",
  },
  "file-ignored": {
    pattern: "*.tfvars",
    paths: ["generated/environments/staging/terraform.tfvars"],
    negations: ["!terraform.tfvars"],
  },
  "lock-file-ignored": {
    pattern: ".terraform*",
    paths: ["generated/environments/staging/.terraform.lock.hcl"],
    negations: ["!.terraform.lock.hcl"],
  },
  "lock-files-differ": {
    provider: "hashicorp/aws",
    versions: ["5.1.0 (staging)", "5.2.0 (production)"],
  },
  "lock-file-absent": {
    environment: "staging",
    other: "production",
    path: "generated/environments/staging/.terraform.lock.hcl",
  },
  "run-unfinished": {},
  "run-completed": { completed: ["generated/environments/staging/main.tf"], kept: [] },
  "since-unknown": { problem: 'there is no commit "v9" here' },
};

it("docs/errors.md is made from the catalog", async () => {
  const page = `# Errors and warnings

Every code that terraloom prints: what it means, how it looks, what to do. With an error nothing is written.

${codes.map(sectionOf).join("\n")}`;
  await expect(page).toMatchFileSnapshot(join(repository, "docs/errors.md"));
});

function sectionOf(code: Code): string {
  const [meaning, remedy] = meanings[code];
  return `## ${code}

${meaning} (${catalog[code].severity})

\`\`\`text
${exampleOf(code)}
\`\`\`

${remedy}
`;
}

const golden = join(repository, "test/golden");
const screens = readdirSync(golden, { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith("expected.txt"))
  .sort()
  .map((path) => readFileSync(join(golden, path), "utf8"));

/** The shortest that a golden screen shows: its line, and the indented ones below it. */
function exampleOf(code: Code): string {
  const told = new RegExp(`^(?:\\S+:\\d+:\\d+: )?(?:error|warning) ${code}: .*(?:\\n  .*)*`, "gm");
  const examples = screens.flatMap((screen) => screen.match(told) ?? []);
  const [first] = examples.sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
  if (first !== undefined) return first;
  if (!(code in samples)) return `${catalog[code].severity} ${code}: ...`;
  return formatDiagnostics([diagnostic(code, samples[code] as never)], "text").trim();
}

it("says of every code what it means, and knows no other", () => {
  expect(Object.keys(meanings).sort()).toEqual([...codes].sort());
  for (const [meaning, remedy] of Object.values(meanings)) {
    expect(meaning).toMatch(/^\S.*\.$/);
    expect(remedy).toMatch(/^\S.*\.$/);
  }
});
