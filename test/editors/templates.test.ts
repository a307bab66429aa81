import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { programFile, repository, temporaryProject } from "../support/temporaryProject.ts";
import { startLanguageServer } from "./languageServer.ts";

const file = "templates/environments/app/main.tf.hbs";

it("terraloom language-server answers an editor, and exits with it", async () => {
  const project = temporaryProject(join(repository, "test/golden/base"));
  try {
    const server = await startLanguageServer(project.root, [programFile, "language-server"]);
    const right = readFileSync(join(project.root, file), "utf8");
    const opened = await server.open(file, right);
    expect(opened.marks).toEqual([]);
    expect(await opened.hover("settings.backend.key")).toContain('- staging: `"staging.tfstate"`');
    const wrong = `${right}\nlocals {\n  key = {{settings.backend.ky}}\n  memory = {{values.c}}\n}\n`;
    const typed = await server.open(file, wrong);
    expect(typed.marks).toEqual([
      '15:11-30 "settings.backend" has no "ky"\nDid you mean "key"?',
      '16:14-22 "values" has no "c"',
    ]);
    const offered = (await typed.complete("{{values.c")).map(({ label }) => label);
    expect(offered).toEqual(expect.arrayContaining(["core_memory", "region"]));
    // The schema changes on disk, and what it declares is known at once.
    const schema = join(project.root, "schema/index.ts");
    const changed = readFileSync(schema, "utf8").replace(
      "    region: variable",
      '    color: variable(z.string().default("red"), { description: "A color" }),\n    region: variable',
    );
    writeFileSync(schema, changed);
    const again = await server.open(file, `${right}\nlocals {\n  color = {{values.color}}\n}\n`);
    expect(again.marks).toEqual([]);
    expect(await again.hover("values.color")).toContain("A color");
    expect(await server.close()).toEqual({ exitCode: 0 });
  } finally {
    project.remove();
  }
});
