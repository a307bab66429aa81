import { expect, it } from "vitest";
import { propose } from "../../src/adopt/propose.ts";
import { overlay } from "../../src/files/overlay.ts";
import type { Files } from "../../src/model/files.ts";

const nothing: Files = { read: () => undefined, list: () => [], kind: () => undefined };

/** A repository of folders, each with one file that calls modules. */
function repositoryOf(folders: Readonly<Record<string, readonly string[]>>): Files {
  const texts = Object.entries(folders).map(([folder, calls]) => {
    const blocks = calls.map((call) => `module "${call}" {\n  source = "example/${call}/x"\n}\n`);
    return [`${folder}/main.tf`, blocks.join("\n")] as const;
  });
  return overlay(nothing, new Map(texts));
}

it.each([
  [
    "siblings, one of them called test, and what is none of them",
    {
      "environments/test": ["app"],
      "environments/prod": ["app", "cdn"],
      "environments/global": ["dns"],
      "environments/stub": [],
    },
    { output: "environments", stacks: { "{environment}": ["test", "prod"] } },
    ["environments/global", "environments/stub"],
  ],
  [
    "a step in the middle, and environments of the same name in two stacks",
    {
      "live/dev/network": ["vpc"],
      "live/prod/network": ["vpc"],
      "live/dev/app": ["service"],
      "live/prod/app": ["service"],
    },
    {
      output: "live",
      stacks: {
        "{name}/network": ["network/dev", "network/prod"],
        "{name}/app": ["app/dev", "app/prod"],
      },
    },
    [],
  ],
  [
    "an uneven tree",
    { "infra/prod/eu": ["app"], "infra/prod/us": ["app"], "infra/staging": ["app"] },
    { output: "infra", stacks: { "{environment}": ["staging", "prod/eu", "prod/us"] } },
    [],
  ],
  [
    "environments that have nothing in common but their place",
    { "envs/dev": ["depot"], "envs/prod": ["mapache"], bootstrap: ["state"] },
    { output: "envs", stacks: { "{environment}": ["dev", "prod"] } },
    ["bootstrap"],
  ],
  [
    "the only environment",
    { "live/qa/app": ["app"], bootstrap: ["state"] },
    { output: "live", stacks: { "{environment}/app": ["qa"] } },
    ["bootstrap"],
  ],
  [
    "what only one of many environments has as nobody's peer",
    { "live/dev/app": ["app"], "live/prod/app": ["app"], "live/prod/dns": ["dns"] },
    { output: "live", stacks: { "{environment}/app": ["dev", "prod"] } },
    ["live/prod/dns"],
  ],
  [
    "what a person names, whatever it is called",
    { "roots/one": ["app"], "roots/two": ["db"], "roots/three": ["dns"] },
    { output: "roots", stacks: { "{environment}": ["one", "two"] } },
    [],
    ["roots/one", "roots/two"],
  ],
])("finds %s", (_, folders, plan, alone, wanted = []) => {
  const found = propose(repositoryOf(folders as never), { folders: wanted, except: [] });
  const stacks = found.plan.stacks.map(
    ({ pattern, members }) => [pattern, members.map(({ name }) => name)] as const,
  );
  expect({ output: found.plan.output, stacks: Object.fromEntries(stacks) }).toEqual(plan);
  expect(found.alone.map(({ folder }) => folder)).toEqual(alone);
});
