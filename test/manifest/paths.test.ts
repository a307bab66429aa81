import { expect, test } from "vitest";
import {
  environmentOfManifest,
  listedFile,
  listedPath,
  manifestFile,
} from "../../src/manifest/paths.ts";
import { layoutOf } from "../../src/model/layout.ts";

const layout = layoutOf("live/out");

test("a manifest lists a file from the output folder on, and one outside of it from the project's root", () => {
  const files = ["live/out/environments/staging/main.tf", "CODEOWNERS", "live/outside.tf"];
  const listed = files.map((file) => listedPath(layout, file));
  expect(listed).toEqual(["environments/staging/main.tf", "/CODEOWNERS", "/live/outside.tf"]);
  expect(listed.map((path) => listedFile(layout, path))).toEqual(files);
});

test("a manifest is named after its environment, and what only begins or ends so is none", () => {
  const file = manifestFile(layout, "staging");
  expect(environmentOfManifest(layout, file)).toBe("staging");
  const others = [`${file}.orig`, `${file}~`, `old/${file}`, manifestFile(layout), "staging.json"];
  expect(others.map((other) => environmentOfManifest(layout, other))).toEqual(
    others.map(() => undefined),
  );
});
