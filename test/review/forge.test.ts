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
])("the base revision in a job of %s", (_, env, base) => {
  expect(forgeOf(env)?.base).toBe(base);
});

test("the note of a fork's merge request goes to the target project, with links to the fork's lines", () => {
  const forge = forgeOf({
    CI_PROJECT_URL: "https://gitlab.com/somebody/infra",
    CI_API_V4_URL: "https://gitlab.com/api/v4",
    CI_PROJECT_ID: "7",
    CI_MERGE_REQUEST_IID: "3",
    CI_MERGE_REQUEST_PROJECT_ID: "1",
  });
  expect(forge?.comments?.url).toBe("https://gitlab.com/api/v4/projects/1/merge_requests/3/notes");
  expect(forge?.link("abc1", "it's (old) #1/a.yaml", 2)).toBe(
    "https://gitlab.com/somebody/infra/-/blob/abc1/it's%20%28old%29%20%231/a.yaml#L2",
  );
});
