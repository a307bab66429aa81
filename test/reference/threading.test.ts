import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { diffLines } from "diff";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { copiedProject, renderedTexts } from "./project.ts";

/** One line of a declaration is all it takes: these tests write it and look at what comes out. */
describe("a declaration that is added", () => {
  let copy: ReturnType<typeof copiedProject>;
  let before: ReadonlyMap<string, string>;

  beforeEach(async () => {
    copy = copiedProject();
    before = await renderedTexts(copy.root);
  });
  afterEach(() => copy.remove());

  const insert = (file: string, mark: string, text: string): void => {
    const path = join(copy.root, file);
    const old = readFileSync(path, "utf8");
    expect(old.split(mark)).toHaveLength(2);
    writeFileSync(path, old.replace(mark, text + mark));
  };

  /** The lines of Terraform that are new, by file. */
  const addedLines = async (): Promise<Record<string, readonly string[]>> => {
    const after = await renderedTexts(copy.root);
    const added: Record<string, readonly string[]> = {};
    for (const [path, text] of after) {
      if (!/\.(tf|tfvars)$/.test(path) || path.endsWith("/terraloom.tf")) continue;
      const changes = diffLines(before.get(path) ?? "", text);
      expect(changes.filter(({ removed }) => removed)).toEqual([]);
      const lines = changes
        .filter((change) => change.added)
        .flatMap(({ value }) => value.split("\n"));
      if (lines.length > 0) added[path] = lines.map((line) => line.trim()).filter(Boolean);
    }
    return added;
  };

  it("as a variable of two containers reaches both, in every environment", async () => {
    insert(
      "schema/deployment.ts",
      "    PAGER: variable(",
      '    REVIEW_DAYS: variable(z.number(), {\n      description: "Days that a reviewer has",\n' +
        '      modules: ["deployment"],\n      labels: { container: ["core", "jobs"] },\n    }),\n',
    );
    insert("envs/_deployment.yaml", "  PAGER:", "  REVIEW_DAYS: 14\n");
    const root = [
      'variable "REVIEW_DAYS" {',
      'description = "Days that a reviewer has"',
      "type        = number",
      "nullable    = false",
      "}",
    ];
    expect(await addedLines()).toEqual({
      "environments/production/main.tf": ["REVIEW_DAYS                 = var.REVIEW_DAYS"],
      "environments/production/terraform.tfvars": ["REVIEW_DAYS                 = 14"],
      "environments/production/variables.tf": root,
      "environments/staging/main.tf": ["REVIEW_DAYS                 = var.REVIEW_DAYS"],
      "environments/staging/terraform.tfvars": ["REVIEW_DAYS                 = 14"],
      "environments/staging/variables.tf": root,
      "modules/deployment/main.tf": [
        "REVIEW_DAYS                 = tostring(var.REVIEW_DAYS)",
        "REVIEW_DAYS                 = tostring(var.REVIEW_DAYS)",
      ],
      "modules/deployment/variables.tf": root,
    });
  });

  it("as a secret gets its resource, its ARN among the outputs, and its place in the containers", async () => {
    insert(
      "schema/deployment.ts",
      "    SENTRY_AUTH_TOKEN: secret(",
      '    ORCID_SECRET: secret({\n      description: "Secret of our ORCID client",\n' +
        '      labels: { container: ["core", "jobs"] },\n    }),\n',
    );
    // Resource, output and permission go through every declared secret by themselves.
    expect(await addedLines()).toEqual({
      "modules/core-services/secrets.tf": ['ORCID_SECRET           = "Secret of our ORCID client"'],
      "modules/deployment/main.tf": [
        "ORCID_SECRET           = module.core_services.secret_arns.ORCID_SECRET",
        "ORCID_SECRET          = module.core_services.secret_arns.ORCID_SECRET",
      ],
    });
  });

  it("as a variable of an inner module is passed through the outer one", async () => {
    insert(
      "schema/deployment.ts",
      "    db_multi_az: variable(",
      '    db_port: variable(z.number(), {\n      description: "Port of the database",\n' +
        '      modules: ["deployment", "core-services"],\n    }),\n',
    );
    insert("envs/_deployment.yaml", "  cache_node_type:", "  db_port: 5432\n");
    const added = await addedLines();
    expect(added["modules/deployment/main.tf"]).toEqual(["db_port                  = var.db_port"]);
    expect(added["modules/core-services/variables.tf"]?.[0]).toBe('variable "db_port" {');
  });
});
