import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { renderedTexts, repository } from "./project.ts";

/** What a reader of Terraform expects of every file. */
describe("the generated Terraform", () => {
  let texts: readonly (readonly [path: string, text: string])[];

  beforeAll(async () => {
    texts = [...(await renderedTexts(repository))].filter(([path]) => path.endsWith(".tf"));
  });

  const blocks = (kind: string, text: string): string[] =>
    text.match(new RegExp(`^${kind} "[^"]*" {\\n(?:.*\\n)*?}`, "gm")) ?? [];

  it.each(["variable", "output"])("describes every %s", (kind) => {
    const found = texts.flatMap(([path, text]) =>
      blocks(kind, text).map((block) => [path, block] as const),
    );
    expect(found.length).toBeGreaterThan(20);
    expect(found.filter(([, block]) => !/^ {2}description = ".+"$/m.test(block))).toEqual([]);
  });

  it("uses every variable that a module declares", () => {
    for (const folder of foldersOf(texts)) {
      const files = texts.filter(([path]) => folderOf(path) === folder);
      const all = files.map(([, text]) => text).join("\n");
      const declared = [...all.matchAll(/^variable "([^"]*)"/gm)].map(([, name]) => name);
      const unused = declared.filter((name) => !new RegExp(`\\bvar\\.${name}\\b`).test(all));
      expect([folder, unused]).toEqual([folder, []]);
    }
  });

  it("names no account, region or product in modules", () => {
    const { settings, variables } = parse(
      readFileSync(join(repository, "envs/_account.yaml"), "utf8"),
    );
    const own = [
      variables.aws_account_id,
      variables.name,
      variables.region,
      settings.backend.bucket,
    ];
    const found = texts.flatMap(([path, text]) =>
      path.startsWith("modules/")
        ? own.filter((word) => text.includes(word)).map((word) => [path, word])
        : [],
    );
    expect(found).toEqual([]);
  });

  it("states the versions of Terraform and providers that each module needs", () => {
    const versions = new Map(texts.filter(([path]) => path.endsWith("/terraform.tf")));
    for (const folder of foldersOf(texts)) {
      expect(versions.get(`${folder}/terraform.tf`), folder).toContain(
        'required_version = ">= 1.10"',
      );
    }
  });
});

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/"));
}

function foldersOf(texts: readonly (readonly [path: string, text: string])[]): ReadonlySet<string> {
  return new Set(texts.map(([path]) => folderOf(path)));
}
