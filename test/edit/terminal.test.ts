import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { pseudoTerminalAvailable } from "../support/programs.ts";
import { repository, temporaryProject } from "../support/temporaryProject.ts";
import { inTerminal, keys } from "../support/terminal.ts";

const { enter, space, down, interrupt } = keys;

describe.skipIf(!pseudoTerminalAvailable)("questions in a terminal", () => {
  it("add variable asks for what is missing, and repeats a question until the value is valid", async () => {
    const project = temporaryProject(join(repository, "test/golden/base"));
    try {
      const { screen, status } = await inTerminal(
        project.root,
        ["add", "variable"],
        [
          ["Name of the variable", `retries${enter}`],
          ["Describe it in one sentence", `How often jobs try again${enter}`],
          ['Value of label "container"', `${down}${space}${enter}`],
          ["Type:", `int${enter}`],
          ["may environments differ in it?", `production may take longer${enter}`],
          ["Value of retries in staging", `often${enter}`],
          ["expected a number, found", `\u007f\u007f\u007f\u007f\u007f3${enter}`],
          ["Value of retries in production", `7${enter}`],
        ],
      );
      expect(screen).toContain(
        "Added retries, which goes to templates/modules/service (container: jobs).",
      );
      expect(status).toBe(0);
      const read = (path: string): string => readFileSync(join(project.root, path), "utf8");
      expect(read("envs/staging.yaml")).toContain("\n  retries: 3\n");
      expect(read("envs/production.yaml")).toContain("\n  retries: 7\n");
      expect(read("schema/index.ts")).toContain(`    retries: variable(z.int(), {
      description: "How often jobs try again",
      modules: ["service"],
      labels: { container: ["jobs"] },
      drift: "production may take longer",
    }),\n`);
    } finally {
      project.remove();
    }
  });

  it("add environment asks for what may differ, and where it is promoted", async () => {
    const project = temporaryProject(join(repository, "test/golden/base"));
    try {
      const { screen, status } = await inTerminal(
        project.root,
        [
          ...["add", "environment", "preview", "--from", "stagin", "--value", "core_memory=256"],
          ...["--value", "settings.backend.key=preview.tfstate"],
        ],
        [
          ['Did you mean "staging"?', enter],
          ["Where in the promotion order?", `${down}${enter}`],
          ["API_URL", `https://api.test.example.org/v2${enter}`],
        ],
      );
      expect(screen).toContain("Added environment preview.");
      expect(status).toBe(0);
      const read = (path: string): string => readFileSync(join(project.root, path), "utf8");
      expect(read("envs/preview.yaml")).toBe(
        read("envs/staging.yaml")
          .replace("staging.tfstate", "preview.tfstate")
          .replace("core_memory: 512", "core_memory: 256")
          .replace("test.example.org", "test.example.org/v2"),
      );
      expect(read("schema/index.ts")).toContain('promotion: ["staging", "preview", "production"]');
    } finally {
      project.remove();
    }
  });

  it("prints the answers as options when the change is refused in the end", async () => {
    const project = temporaryProject(join(repository, "test/golden/base"));
    try {
      const { screen, status } = await inTerminal(
        project.root,
        ["add", "secret", "API_PASSWORD"],
        [
          ["Describe it in one sentence", `The API's password${enter}`],
          ['Value of label "container"', `${space}${enter}`],
        ],
      );
      expect(screen).toContain('has a secret "API_PASSWORD" already');
      expect(screen).toContain(`--description 'The API'\\''s password' --label container=core`);
      expect(status).toBe(1);
    } finally {
      project.remove();
    }
  });

  it("Ctrl-C ends it, and nothing is written", async () => {
    const project = temporaryProject(join(repository, "test/golden/base"));
    try {
      const before = readFileSync(join(project.root, "schema/index.ts"), "utf8");
      const { screen, status } = await inTerminal(
        project.root,
        ["add", "secret", "API_KEY"],
        [["Describe it in one sentence", interrupt]],
      );
      expect(screen).toContain("Nothing was written.");
      expect(status).toBe(1);
      expect(readFileSync(join(project.root, "schema/index.ts"), "utf8")).toBe(before);
    } finally {
      project.remove();
    }
  });
});
