import { cpSync, existsSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { generate, loadProject } from "../../src/index.ts";
import { terraformAvailable } from "../support/programs.ts";
import { copiedProject, renderedTexts } from "./project.ts";
import { offlineProviders, workspaceOf } from "./terraform.ts";

describe("an environment that is added by copying a spec", () => {
  let copy: ReturnType<typeof copiedProject>;

  beforeEach(() => {
    copy = copiedProject();
    cpSync(join(copy.root, "envs/staging.yaml"), join(copy.root, "envs/demo.yaml"));
  });
  afterEach(() => copy.remove());

  it("has its own state, names and tags, whatever the copy says", async () => {
    const texts = await renderedTexts(copy.root);
    expect(texts.get("environments/demo/backend.tf")).toContain('"demo/terraform.tfstate"');
    expect(texts.get("environments/demo/main.tf")).toContain('environment = "demo"');
    expect(texts.get("environments/demo/providers.tf")).toContain('Environment = "demo"');
    const strays = [...texts].filter(
      ([path, text]) =>
        path.startsWith("environments/demo/") && text.replace(/^#.*$/gm, "").includes('"staging"'),
    );
    expect(strays.map(([path]) => path)).toEqual([]);
  });

  it("can be deployed to by GitHub", async () => {
    const texts = await renderedTexts(copy.root);
    expect(texts.get("modules/github-roles/environments.tf")).toContain('"demo",');
  });

  it.skipIf(!terraformAvailable || !offlineProviders)(
    "is accepted and planned by terraform",
    async () => {
      const { problems } = await generate(await loadProject(copy.root));
      expect(problems.filter(({ severity }) => severity === "error")).toEqual([]);
      expect(existsSync(join(copy.root, "generated/environments/demo"))).toBe(true);
      const workspace = workspaceOf(join(copy.root, "generated"), "demo");
      try {
        for (const command of [
          ["init", "-input=false"],
          ["validate"],
          ["plan", "-input=false", "-out=first"],
        ]) {
          const { status, output } = workspace.terraform(...command);
          expect(status, output).toBe(0);
        }
        const names = workspace
          .resources("first")
          .filter(({ type }) => type === "aws_ecs_cluster")
          .map(({ values }) => values.name);
        expect(names).toEqual(["gazette-demo"]);
      } finally {
        workspace.remove();
      }
    },
    60_000,
  );
});
