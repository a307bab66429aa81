import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { pseudoTerminalAvailable } from "../support/programs.ts";
import { repository } from "../support/temporaryProject.ts";
import { inTerminal, keys } from "../support/terminal.ts";

const { enter, down, interrupt } = keys;
const backspaces = (count: number): string => "\u007f".repeat(count);

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "terraloom-init-terminal-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe.skipIf(!pseudoTerminalAvailable)("init in a terminal", () => {
  it("asks for what is missing, until the answer is valid", async () => {
    const { screen, status } = await inTerminal(
      root,
      ["init"],
      [
        ["Name of the stack", ` x${enter}`],
        ["is not a valid stack name", `${backspaces(2)}platform${enter}`],
        ["Environments, in promotion order", `staging prod/eu${enter}`],
        ["modules that the environments share", `platform network${enter}`],
        ["Which backend stores the states?", `${down}${enter}`],
        ["Cloud Storage bucket", `states${enter}`],
      ],
    );
    expect(screen).toContain("created envs/prod/eu.yaml");
    expect(status).toBe(0);
    const read = (path: string): string => readFileSync(join(root, path), "utf8");
    expect(read("schema/index.ts")).toContain('promotion: ["staging", "prod/eu"]');
    expect(read("schema/index.ts")).toContain("const platform = defineStack(");
    expect(readdirSync(join(root, "templates/modules"))).toEqual(["network", "platform"]);
    expect(read("generated/environments/prod/eu/backend.tf")).toContain('prefix = "prod/eu"');
  });

  it("offers common defaults", async () => {
    const turns = [
      ["Name of the stack", enter],
      ["Environments, in promotion order", enter],
      ["modules that the environments share", enter],
      ["S3 bucket that holds the states", `states${enter}`],
      ["AWS region", `eu-west-1${enter}`],
    ] as const;
    const { status } = await inTerminal(root, ["init", "--backend", "s3"], turns);
    expect(status).toBe(0);
    expect(readdirSync(join(root, "generated/environments"))).toEqual(["production", "staging"]);
    expect(readdirSync(join(root, "generated/modules"))).toEqual(["deployment"]);
  });

  it("adopts existing environments after a person agrees", async () => {
    const before = join(repository, "test/golden/init/existing-repository/before");
    cpSync(before, root, { recursive: true });
    const turns = [
      ["Adopt them in place", enter],
      ["Write it?", enter],
    ] as const;
    const { screen, status } = await inTerminal(root, ["init", "--stack", "platform"], turns);
    expect(screen).toContain("files written.");
    expect(status).toBe(0);
    expect(readdirSync(root)).not.toContain("generated");
    expect(readdirSync(join(root, "templates/environments"))).toEqual(["platform"]);
  });

  it("adopts other environments than proposed when a person chooses them", async () => {
    const before = join(repository, "test/golden/init/existing-repository/before");
    cpSync(before, root, { recursive: true });
    const turns = [
      ["Write it?", `${down}${down}${enter}`],
      ["Which are environments?", ` ${enter}`],
      ["Write it?", enter],
    ] as const;
    const { screen, status } = await inTerminal(root, ["adopt"], turns);
    expect(screen).toContain("files written.");
    expect(status).toBe(0);
    expect(readdirSync(join(root, "envs")).filter((name) => !name.startsWith("_"))).toHaveLength(1);
  });

  it("leaves them alone when a person wants that, and goes on asking", async () => {
    const before = join(repository, "test/golden/init/existing-repository/before");
    cpSync(before, root, { recursive: true });
    const turns = [
      ["Leave them as they are", `${down}${enter}`],
      ["Name of the stack", interrupt],
    ] as const;
    const { screen } = await inTerminal(root, ["init"], turns);
    expect(screen).toContain("Nothing was written.");
  });

  it("Ctrl-C ends it, and nothing is written", async () => {
    const turns = [["Which backend stores the states?", interrupt]] as const;
    const { screen, status } = await inTerminal(
      root,
      ["init", "--stack", "app", "--module", "app", "--environment", "dev"],
      turns,
    );
    expect(screen).toContain("Nothing was written.");
    expect(status).toBe(1);
    expect(readdirSync(root)).toEqual([]);
  });
});
