import { expect, test } from "vitest";
import { forgeOf } from "../../src/forge/forge.ts";

const gitlab = { CI_PROJECT_URL: "https://gitlab.com/team/infra", CI_DEFAULT_BRANCH: "trunk" };
const onTrunk = { ...gitlab, CI_COMMIT_BRANCH: "trunk" };

test.each([
  ["a pull request", { GITHUB_REPOSITORY: "team/infra", GITHUB_BASE_REF: "trunk" }, "origin/trunk"],
  ["a push to GitHub", { GITHUB_REPOSITORY: "team/infra", GITHUB_BASE_REF: "" }, undefined],
  ["a merge request", { ...gitlab, CI_MERGE_REQUEST_DIFF_BASE_SHA: "abc1" }, "abc1"],
  [
    "a branch",
    { ...gitlab, CI_COMMIT_BRANCH: "work", CI_COMMIT_BEFORE_SHA: "abc2" },
    "origin/trunk",
  ],
  ["a push to the main branch", { ...onTrunk, CI_COMMIT_BEFORE_SHA: "abc3" }, "abc3"],
  ["a schedule", { ...onTrunk, CI_COMMIT_BEFORE_SHA: "0".repeat(40) }, undefined],
  ["a tag", { ...gitlab, CI_COMMIT_TAG: "v1" }, undefined],
  ["a person's machine", {}, undefined],
])("what the job of %s is compared with", (_, env, base) => {
  expect(forgeOf(env)?.base).toBe(base);
});
