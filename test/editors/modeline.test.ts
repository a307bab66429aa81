import { describe, expect, it } from "vitest";
import { diagnostic } from "../../src/diagnostics/diagnostic.ts";
import { modelineFor, modelineProblems, moveModelines } from "../../src/editorSchema/modeline.ts";
import { told } from "../render/memoryProject.ts";

const stack = "app";
const schemaFile = "generated/schema/app.schema.json";
const right = "# yaml-language-server: $schema=../generated/schema/app.schema.json";

/** What is wrong with the modelines of envs/a.yaml. */
const problemsOf = (text: string) =>
  told(modelineProblems("envs/a.yaml", text, { stack, schemaFile }));

describe("a modeline", () => {
  it.each<[string, string]>([
    ["in the first line", `${right}\nstack: app\n`],
    ["below other comments and empty lines", `# Staging\n\n#\n${right}\nstack: app\n`],
    ["above the document's beginning", `${right}\n---\nstack: app\n`],
    ["below the document's beginning", `%YAML 1.2\n---\n${right}\nstack: app\n`],
    ["behind a byte-order mark", `\uFEFF${right}\nstack: app\n`],
    ["with Windows' line ends", `# Staging\r\n${right}\r\nstack: app\r\n`],
    ["with more spaces", `#   yaml-language-server :   ${right.slice(24)}  \nstack: app\n`],
    ["in JetBrains' form", "# $schema: ../generated/schema/app.schema.json\nstack: app\n"],
    ["by another way to the same file", `${right.replace("../", "./../envs/../")}\nstack: app\n`],
    ["to a URL", "# yaml-language-server: $schema=https://example.org/a.json\nstack: app\n"],
    ["to a file URL", "# $schema: file:///a.json\nstack: app\n"],
    ["to an absolute path", "# yaml-language-server: $schema=/schemas/a.json\nstack: app\n"],
    ["to an absolute path of Windows", "# $schema: C:\\schemas\\a.json\nstack: app\n"],
    ["to no schema", "# yaml-language-server: $schema=none\nstack: app\n"],
  ])("is right %s", (_, text) => {
    expect(problemsOf(text)).toEqual([]);
  });

  it.each<[string, string]>([
    ["in an empty file", ""],
    ["where it stands below YAML", `stack: app\n${right}\n`],
    ["where it stands behind YAML", `stack: app ${right}\n`],
    [
      "where the comment has no space, which the YAML language server wants",
      `#${right.slice(2)}\n`,
    ],
    ["where it names no schema", "# yaml-language-server: $schema=\nstack: app\n"],
    ["where it stands in a text", `variables:\n  a: |\n    ${right}\n`],
  ])("is missing %s", (_, text) => {
    expect(problemsOf(text)).toEqual([
      `envs/a.yaml:1:1 the spec has no comment that tells editors its JSON Schema | Add this first line: ${right}`,
    ]);
  });

  it.each<[string, string, string]>([
    [
      "in a file that was moved",
      right.replace("../", "../../"),
      "../generated/schema/app.schema.json",
    ],
    [
      "with another stack's schema",
      right.replace("app", "site"),
      "generated/schema/site.schema.json",
    ],
    ["without its way up", right.replace("../", ""), "envs/generated/schema/app.schema.json"],
  ])("is wrong %s", (_, line, target) => {
    expect(problemsOf(`# Staging\n${line}\nstack: app\n`)).toEqual([
      `envs/a.yaml:2:33 this comment names ${target}, which is not the JSON Schema of stack "app" | Write: ${right}`,
    ]);
  });

  it("is checked in each of its forms, and keeps its form", () => {
    const text = `${right}\n# $schema: app.schema.json\nstack: app\n`;
    expect(problemsOf(text)).toEqual([
      'envs/a.yaml:2:12 this comment names envs/app.schema.json, which is not the JSON Schema of stack "app" | Write: # $schema: ../generated/schema/app.schema.json',
    ]);
  });

  it("marks the path that it names", () => {
    const [problem] = modelineProblems("envs/a.yaml", "# $schema: x.json\nstack: app\n", {
      stack,
      schemaFile,
    });
    expect(problem).toEqual(
      diagnostic(
        "modeline-wrong",
        {
          target: "envs/x.json",
          stack: "app",
          expected: "# $schema: ../generated/schema/app.schema.json",
        },
        { file: "envs/a.yaml", line: 1, column: 12, endColumn: 18, excerpt: "# $schema: x.json" },
      ),
    );
  });

  it("names the right relative path from every folder", () => {
    expect(modelineFor("envs/a.yaml", schemaFile)).toBe(right);
    expect(modelineFor("envs/prod/eu/a.yaml", schemaFile)).toBe(
      "# yaml-language-server: $schema=../../../generated/schema/app.schema.json",
    );
  });

  it("is corrected when its text is copied into another folder", () => {
    const other = "# $schema: https://example.org/a.json\r\n# $schema: ./x.json # here\n";
    const text = `\uFEFF${right}\n${other}stack: app\n# $schema: ../y.json\n`;
    expect(moveModelines(text, "envs/a.yaml", "envs/prod/b.yaml")).toBe(
      `\uFEFF${right.replace("../", "../../")}\n${other.replace("./x", "../x")}stack: app\n# $schema: ../y.json\n`,
    );
    expect(moveModelines(text, "envs/a.yaml", "envs/b.yaml")).toBe(text.replace("./x", "x"));
  });
});
