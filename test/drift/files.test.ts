import { expect, test } from "vitest";
import { compareFiles, type FileSummaries, summarizeFiles } from "../../src/compare/files.ts";
import type { RenderedFiles } from "../../src/model/drift.ts";
import type { Environment } from "../../src/model/environment.ts";
import type { Rendered } from "../../src/model/rendered.ts";

/** Compares one file of dev with prod's. */
function compared(dev: string, prod: string): RenderedFiles {
  const texts = { dev, prod };
  const stack = { name: "app", settings: new Map(), variables: new Map(), secrets: new Map() };
  const environments = Object.keys(texts).map(
    (name) =>
      ({
        name,
        stack,
        directory: `live/${name}`,
        values: {},
        settings: {},
      }) as unknown as Environment,
  );
  const outputs = Object.entries(texts).map(([environment, content]) => {
    const path = `live/${environment}/main.tf`;
    return [path, { path, environment, content, kind: "hcl" }] as const;
  });
  const summaries: ReadonlyMap<string, FileSummaries> = summarizeFiles(environments, {
    outputs: new Map(outputs),
  } as unknown as Rendered);
  const contentOf = (name: string): string => texts[name as keyof typeof texts];
  return compareFiles(
    environments,
    { summaries, contentOf },
    { base: "prod", diffLimit: 3, templates: [] },
  );
}

test("an environment's own name is no difference, nor is a name that both files have", () => {
  expect(compared('name = "dev"\n', 'name = "prod"\n').ownName).toEqual(["main.tf"]);
  expect(compared('default = "dev"\n', 'default = "dev"\n').identical).toBe(1);
  const names = compared('name = "dev"\ndefault = "dev"\n', 'name = "prod"\ndefault = "dev"\n');
  expect(names).toMatchObject({ ownName: ["main.tf"], different: [] });
  const [file] = compared('default = "dev"\nsize = 1\n', 'default = "dev"\nsize = 2\n').different;
  const changed = file?.groups[0]?.diff.split("\n").filter((line) => /^[-+](?![-+])/.test(line));
  expect(changed).toEqual(["-size = 2", "+size = 1"]);
});
