import { describe, expect, it } from "vitest";
import { lockedPackages } from "../../src/init/workspaces.ts";
import type { Files } from "../../src/model/files.ts";

/** A repository of these files. */
function repositoryOf(texts: Readonly<Record<string, string>>): Files {
  return {
    read: (path) => (path in texts ? Buffer.from(texts[path] ?? "") : undefined),
    kind: (path) => (path in texts ? "file" : undefined),
    list: () => [],
  };
}

const classic = "# yarn lockfile v1\n";
const berry = "__metadata:\n  version: 8\n";
const workspaces = (...list: readonly string[]): string => JSON.stringify({ workspaces: list });
const atTop = { packages: "npm", lockFolder: "" };
const alone = { packages: "npm", lockFolder: "infra/net/" };

describe("the packages of a project in infra/net", () => {
  it.each([
    ["nothing beside", {}, alone],
    [
      "a lock file of its own",
      { "infra/net/package-lock.json": "", "package-lock.json": "" },
      alone,
    ],
    ["npm, no workspace", { "package-lock.json": "" }, alone],
    [
      "npm, another's workspace",
      { "package-lock.json": "", "package.json": workspaces("packages/*") },
      alone,
    ],
    ["npm, listed", { "package-lock.json": "", "package.json": workspaces("infra/*") }, atTop],
    [
      "npm, listed by name",
      { "package-lock.json": "", "package.json": workspaces("./infra/net/") },
      atTop,
    ],
    [
      "npm, below a folder in between",
      { "infra/package-lock.json": "", "infra/package.json": workspaces("**") },
      { packages: "npm", lockFolder: "infra/" },
    ],
    [
      "npm, left out",
      { "package-lock.json": "", "package.json": workspaces("infra/**", "!infra/net") },
      alone,
    ],
    [
      "npm, a package.json that is none",
      { "package-lock.json": "", "package.json": "<<<<<<<" },
      alone,
    ],
    [
      "yarn before 2, which lists packages one level lower",
      { "yarn.lock": classic, "package.json": '{ "workspaces": { "packages": ["infra/*"] } }' },
      { packages: "yarn-classic", lockFolder: "" },
    ],
    [
      "yarn before 2, not listed",
      { "yarn.lock": classic, "package.json": "{}" },
      { packages: "yarn-classic", lockFolder: "infra/net/" },
    ],
    [
      "yarn, listed",
      { "yarn.lock": berry, "package.json": workspaces("infra/*") },
      { packages: "yarn", lockFolder: "" },
    ],
    [
      "yarn, not listed",
      { "yarn.lock": berry, "package.json": "{}" },
      { packages: "yarn", lockFolder: "", unlistedIn: "package.json" },
    ],
    [
      "pnpm, no workspace",
      { "pnpm-lock.yaml": "" },
      { packages: "pnpm", lockFolder: "infra/net/" },
    ],
    [
      "pnpm, listed",
      { "pnpm-lock.yaml": "", "pnpm-workspace.yaml": "packages:\n  - infra/*\n" },
      { packages: "pnpm", lockFolder: "" },
    ],
    [
      "pnpm, not listed",
      { "pnpm-lock.yaml": "", "pnpm-workspace.yaml": "packages: [apps/*]\n" },
      { packages: "pnpm", lockFolder: "", unlistedIn: "pnpm-workspace.yaml" },
    ],
  ])("%s", (_, texts, expected) => {
    expect(lockedPackages(repositoryOf(texts), "infra/net/")).toEqual(expected);
  });
});
