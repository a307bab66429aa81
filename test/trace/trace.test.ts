import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { describe as words } from "../../src/diagnostics/diagnostic.ts";
import { loadProject } from "../../src/project/loadProject.ts";
import { renderProject } from "../../src/project/renderProject.ts";
import { unreadVariables } from "../../src/trace/unread.ts";
import { screenText, terraloom } from "../support/screen.ts";
import {
  repository,
  type TemporaryProject,
  temporaryProject,
} from "../support/temporaryProject.ts";

const golden = join(repository, "test/golden");
let temporary: TemporaryProject;

beforeAll(() => {
  temporary = temporaryProject(join(golden, "base"));
});
afterAll(() => temporary.remove());

/** Terraform files that a module has besides its templates. */
function write(files: Readonly<Record<string, string>>): () => void {
  const old = Object.keys(files).map((file) => {
    const path = join(temporary.root, file);
    return [path, readFileSync(path, "utf8")] as const;
  });
  for (const [file, text] of Object.entries(files)) writeFileSync(join(temporary.root, file), text);
  return () => {
    for (const [path, text] of old) writeFileSync(path, text);
  };
}

describe("trace, as a person sees it", () => {
  it.each(["LOG_LEVEL", "API_URL", "API_PASSWORD", "tags", "LOG_LEVL", "core_memory"])(
    "%s",
    async (name) => {
      const screen = await terraloom(temporary.root, "trace", name);
      await expect(screenText(screen)).toMatchFileSnapshot(join(golden, "trace", `${name}.txt`));
    },
  );

  it("prints the same as JSON", async () => {
    const { stdout } = await terraloom(temporary.root, "trace", "API_URL", "--format", "json");
    expect(JSON.parse(stdout)).toMatchObject({
      threads: [
        {
          name: "API_URL",
          kind: "variable",
          stack: "app",
          labels: { container: ["jobs"] },
          values: [
            { environment: "staging", value: "https://api.test.example.org", from: "spec" },
            { environment: "production", value: "https://api.example.org", from: "spec" },
          ],
          arguments: [
            { module: "generated/modules/service" },
            { module: "generated/modules/service" },
          ],
          reads: [{ block: "locals" }],
          neverUsed: false,
        },
      ],
    });
  });

  it("requires one name", async () => {
    expect((await terraloom(temporary.root, "trace")).stderr).toContain("answer-missing");
    expect((await terraloom(temporary.root, "trace", "a", "b")).stderr).toContain("answer-wrong");
  });

  it("finds every place that a variable of the reference stack is named in its generated code", async () => {
    const project = await loadProject(repository);
    const name = "DATACITE_API_URL";
    const { stdout } = await terraloom(repository, "trace", name);
    const places = [...renderProject(project).outputs.values()].flatMap(
      ({ path, kind, content }) =>
        // terraloom's own record names all of them.
        kind === "hcl" && !path.endsWith("/terraloom.tf")
          ? String(content)
              .split("\n")
              // What the declaration says of its own value is part of it.
              .flatMap((line, index) =>
                new RegExp(`\\b${name}\\b`).test(line) && !/condition|error_message/.test(line)
                  ? [`${path}:${index + 1}:`]
                  : [],
              )
          : [],
    );
    expect(places.length).toBeGreaterThanOrEqual(8);
    expect(places.filter((place) => !stdout.includes(place))).toEqual([]);
  });
});

describe("unreadVariables", () => {
  const unread = async (): Promise<string[]> => {
    const project = await loadProject(temporary.root);
    const rendered = renderProject(project);
    return unreadVariables(project, rendered).map((problem) => words(problem).message);
  };
  const main = "templates/modules/service/main.tf.hbs";
  const root = "templates/environments/app/main.tf.hbs";
  const text = (file: string): string => readFileSync(join(temporary.root, file), "utf8");
  let restore = (): void => {};

  // A variable that goes to no module, and one that its module does not read.
  beforeAll(() => {
    restore = write({
      "schema/index.ts": text("schema/index.ts").replace('"Tags", modules: ["service"]', '"Tags"'),
      [main]: text(main).replace("memory = var.core_memory,", "").replace(", tags = var.tags", ""),
    });
  });
  afterAll(() => restore());

  it("reports unused variables, whether passed to a module or not", async () => {
    expect(await unread()).toEqual([
      'variable "core_memory" is never used: it is passed to service, which does not read it',
      'variable "tags" is never used: no file of its environments reads it',
    ]);
    const { stdout } = await terraloom(temporary.root, "trace", "tags");
    expect(stdout).toContain("It is never used: it goes to no module");
    const { stdout: other } = await terraloom(temporary.root, "trace", "core_memory");
    expect(other).toContain(
      "It is never used: generated/modules/service declares it, and no code there reads",
    );
  });

  it.each<[string, Record<string, string>]>([
    ["an environment's own code reads it", { [root]: 'output "tags" {\n  value = var.tags\n}\n' }],
    [
      "a module from elsewhere gets it",
      { [root]: 'module "a" {\n  source = "a/b/c"\n  tags = var.tags\n}\n' },
    ],
    ["a template writes its value", { [root]: "# {{#each values.tags}}{{this}}{{/each}}\n" }],
    [
      "one environment alone reads it",
      { [root]: '{{#if (lookup values "core_memory")}}\nlocals {\n  a = var.tags\n}\n{{/if}}' },
    ],
  ])("reports none where %s", async (_, files) => {
    const undo = write(files);
    expect(await unread()).not.toContainEqual(expect.stringContaining('"tags"'));
    undo();
  });

  it("reports none in the reference stack", async () => {
    const project = await loadProject(repository);
    const rendered = renderProject(project);
    expect(unreadVariables(project, rendered)).toEqual([]);
  });
});
