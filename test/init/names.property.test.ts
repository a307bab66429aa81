import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { disk } from "../../src/files/disk.ts";
import { prepareInit } from "../../src/init/init.ts";
import { environmentNameFaults, moduleNameFaults, stackNameFault } from "../../src/init/names.ts";
import { ownPackage } from "../../src/init/ownPackage.ts";
import { starter } from "../../src/init/starter.ts";
import { draws } from "../support/slow.ts";
import { alone } from "./alone.ts";

/** Words of TypeScript, of HCL and of terraloom, and names of JavaScript's own objects. */
const words =
  `for if true null false class default delete in let static await z variable setting secret module modules
  environment environments stack name names constructor toString hasOwnProperty each lookup var local path data output
  terraform terraloom generated schema this index with else`.split(/\s+/);

const word = fc.constantFrom(...words);
const identifier = fc.oneof(word, fc.stringMatching(/^[A-Za-z][A-Za-z0-9_-]{0,12}$/));
const stack = fc.oneof(identifier, fc.stringMatching(/^[0-9][A-Za-z0-9_-]{0,6}$/));
const segment = fc.oneof(
  word,
  fc.stringMatching(/^[A-Za-z0-9]([A-Za-z0-9._-]{0,8}[A-Za-z0-9_-])?$/),
);
const environment = fc
  .array(segment, { minLength: 1, maxLength: 3 })
  .map((parts) => parts.join("/"));

const answers = fc.record({
  stack: stack.filter((name) => stackNameFault(name) === undefined),
  modules: fc
    .uniqueArray(identifier, {
      minLength: 1,
      maxLength: 12,
      selector: (name) => name.toLowerCase(),
    })
    .filter((names) => moduleNameFaults(names).length === 0),
  environments: fc
    .uniqueArray(environment, {
      minLength: 1,
      maxLength: 4,
      selector: (name) => name.toLowerCase(),
    })
    .filter((names) => environmentNameFaults(names).length === 0),
  backend: fc.constantFrom(
    { type: "local", values: {} },
    { type: "s3", values: { bucket: "a", region: "b", profile: "${x}" } },
  ),
});

describe("names", () => {
  it("that are valid make a project without an error or a warning", async () => {
    const own = ownPackage();
    const empty = disk("/nonexistent-folder-of-a-test");
    await fc.assert(
      fc.asyncProperty(answers, async (given) => {
        const prepared = await prepareInit(empty, alone, starter(given), own);
        expect(prepared).toMatchObject({ ok: true, value: { warnings: [] } });
      }),
      { numRuns: draws(40) },
    );
  });

  it.each([
    ["a name that would be a shared file", ["_a"], 1],
    ["a nested one", ["a/_b"], 1],
    ["twice", ["a", "a"], 1],
    ["a way out", ["../a"], 1],
    ["empty", [""], 1],
    ["blanks", ["a b"], 1],
    ["all is well", ["prod/eu-west-1", "prod/us", "9", "a.b"], 0],
  ] as const)("of environments: %s", (_, names, count) => {
    expect(environmentNameFaults(names)).toHaveLength(count);
  });
});
