import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";
import { repository } from "./support/temporaryProject.ts";

const docs = readdirSync(join(repository, "docs")).filter((name) => name.endsWith(".md"));
const pages = ["README.md", "operations/README.md", ...docs.map((name) => `docs/${name}`)];

it.each(pages)("%s has no broken link", (page) => {
  const text = readFileSync(join(repository, page), "utf8");
  const links = [
    ...text.matchAll(/\]\(([^)#\s]+)[^)]*\)/g),
    ...text.matchAll(/ (?:src|srcset)="([^"]+)"/g),
  ].map(([, target = ""]) => target);
  const broken = links.filter(
    (target) =>
      !/^[a-z]+:/.test(target) &&
      !existsSync(join(repository, target.startsWith("/") ? "" : dirname(page), target)),
  );
  expect(broken).toEqual([]);
});

it("docs/index.md links to every other page", () => {
  const index = readFileSync(join(repository, "docs/index.md"), "utf8");
  const others = docs.filter((name) => name !== "index.md");
  expect(others.filter((name) => !index.includes(`](${name})`))).toEqual([]);
});
