import { join } from "node:path";
import { expect, it } from "vitest";
import * as library from "../../src/index.ts";
import { repository } from "../support/temporaryProject.ts";
import { apiPage, exportsOf } from "./api.ts";

const all = exportsOf();

it("the page has every export, each with its docstring", async () => {
  const values = all.filter(({ isType }) => !isType).map(({ name }) => name);
  expect(values.sort()).toEqual(Object.keys(library).sort());
  expect(
    all.filter(({ doc }) => doc === undefined).map(({ file, name }) => `${file}: ${name}`),
  ).toEqual([]);
  await expect(apiPage(all)).toMatchFileSnapshot(join(repository, "docs/api.md"));
});
