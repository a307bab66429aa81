import { expect, it } from "vitest";
import * as z from "zod";
import { defineStack, setting } from "../../src/schema/index.ts";
import { memoryProject, told } from "./memoryProject.ts";

const app = defineStack({ settings: { bucket: setting(z.string()), key: setting(z.string()) } });
const problemsOf = (backend: string, key: string): string[] => {
  const { problems, rendered } = memoryProject(
    { app },
    {
      "envs/a.yaml": "stack: app\nsettings: { bucket: states, key: one }\n",
      "envs/b.yaml": `stack: app\nsettings: { bucket: states, key: ${key} }\n`,
      "templates/environments/app/main.tf.hbs": `terraform {\n  backend ${backend}\n}\n`,
    },
  );
  return told([...problems, ...rendered.problems]);
};
const s3 = '"s3" {\n    bucket = {{settings.bucket}}\n    key = {{settings.key}}\n  }';

it("refuses one state for two environments, at the backend's line", () => {
  expect(problemsOf(s3, "one")).toEqual([
    expect.stringMatching(
      /^templates\/environments\/app\/main.tf.hbs:2:3 b would keep its state where a does: s3 bucket = "states", key = "one"/,
    ),
  ]);
});

it.each([
  ["another key", s3, "two"],
  ["a key that is given at init", '"s3" {\n    bucket = {{settings.bucket}}\n  }', "one"],
  ["a state beside the code", '"local" {}', "one"],
])("accepts %s", (_, backend, key) => expect(problemsOf(backend, key)).toEqual([]));

it("is an error, and nothing is written", () => {
  const { rendered } = memoryProject(
    { app },
    {
      "envs/a.yaml": "stack: app\nsettings: { bucket: states, key: one }\n",
      "envs/b.yaml": "stack: app\nsettings: { bucket: states, key: one }\n",
      "templates/environments/app/main.tf.hbs": `terraform {\n  backend ${s3}\n}\n`,
    },
  );
  const [problem] = rendered.problems;
  expect(problem).toMatchObject({ code: "state-shared", severity: "error" });
});

it.each([
  ['"local" {\n    path = "../one.tfstate"\n  }', "local path = "],
  [
    '"remote" {\n    organization = "o"\n    workspaces {\n      name = {{settings.key}}\n    }\n  }',
    "remote workspace o/one",
  ],
])("finds a shared state file, and a named workspace: %s", (backend, told) => {
  expect(problemsOf(backend, "one")).toEqual([expect.stringContaining(told)]);
});

it("knows the defaults of a backend", () => {
  const gcs = '"gcs" {\n    bucket = {{settings.bucket}}\n  }';
  expect(problemsOf(gcs, "two")).toHaveLength(1);
});
