import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { editorSchemaFile } from "../../src/editorSchema/editorSchema.ts";
import { defaultLayout } from "../../src/model/layout.ts";
import { repository } from "../support/temporaryProject.ts";

const read = (file: string): string => readFileSync(join(repository, file), "utf8");
const page = read("docs/editors.md");

describe("what this repository tells VS Code", () => {
  it("recommends extensions by publisher and name; the page names the one that specs need", () => {
    const { recommendations } = JSON.parse(read(".vscode/extensions.json"));
    expect(recommendations).toContain("redhat.vscode-yaml");
    expect(page).toContain("`redhat.vscode-yaml`");
    for (const name of recommendations) expect(name).toMatch(/^[a-z]+\.[a-z-]+$/);
  });

  it("names files and extensions that exist", () => {
    const settings = JSON.parse(read(".vscode/settings.json"));
    for (const glob of Object.keys(settings["files.readonlyInclude"])) {
      expect([glob, existsSync(join(repository, glob.replace(/\*.*$/, "")))]).toEqual([glob, true]);
    }
    const { recommendations } = JSON.parse(read(".vscode/extensions.json"));
    expect(recommendations).toContain(settings["[typescript]"]["editor.defaultFormatter"]);
  });
});

describe("the page about editors", () => {
  it("names a modeline that is a spec's", () => {
    const line = /^# yaml-language-server: .*/m.exec(page)?.[0];
    expect(read("envs/staging.yaml").split("\n")[0]).toBe(line);
    expect(line).toContain(editorSchemaFile(defaultLayout, "deployment"));
  });

  it("starts the server as the tests do", () => {
    expect(page).toContain('cmd = { "yaml-language-server", "--stdio" }');
    expect(read("test/editors/languageServer.ts")).toContain('"--stdio"');
  });
});
