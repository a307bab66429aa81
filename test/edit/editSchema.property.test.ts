import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { placeFor } from "../../src/edit/placeFor.ts";
import { typeText } from "../../src/edit/typeText.ts";
import {
  addDeclaration,
  type Declaration,
  removeDeclaration,
  renameDeclaration,
} from "../../src/schemaSource/editSchema.ts";
import type { EditedSchema } from "../../src/schemaSource/schemaEdit.ts";
import { schemaSources } from "../../src/schemaSource/source.ts";
import { expectValue } from "../support/expectValue.ts";
import { repository } from "../support/temporaryProject.ts";
import { sentence, smallSchema, typeName, variableName } from "./schemaTexts.ts";

type Files = Readonly<Record<string, string>>;

const reference: Files = Object.fromEntries(
  ["index", "deployment", "global", "account"].map((name) => [
    `schema/${name}.ts`,
    readFileSync(join(repository, "schema", `${name}.ts`), "utf8"),
  ]),
);

/** The files with an edit in them. An edit that was not found fails the test. */
function edited(files: Files, edit: EditedSchema): Files {
  const edits = expectValue(edit);
  return { ...files, ...Object.fromEntries(edits.map(({ file, text }) => [file, text])) };
}

const sourcesOf = (files: Files) => schemaSources((file) => files[file]);

const options = fc.record(
  {
    description: sentence,
    modules: fc
      .dictionary(fc.constantFrom("service", "core-services"), fc.constantFrom("a", "b"))
      .map((calls) => new Map(Object.entries(calls))),
    labels: fc.constant(new Map([["container", ["core", "site-builder"]]])),
    drift: sentence,
    sensitive: fc.constant(true),
  },
  { requiredKeys: ["description"] },
);

async function declarationOf(
  name: string,
  type: string | undefined,
  said: Declaration["options"],
): Promise<Declaration> {
  if (type === undefined) return { name, options: said };
  return { name, options: said, type: expectValue(await typeText(type, [])) };
}

const anyType = fc.option(typeName, { nil: undefined });

async function addThenRemove(
  files: Files,
  stack: string,
  declaration: Declaration,
  neighbours: readonly string[],
): Promise<void> {
  const place = placeFor(declaration.name, neighbours);
  const added = edited(files, addDeclaration(await sourcesOf(files), stack, declaration, place));
  expect(added).not.toEqual(files);
  const section = declaration.type ? "variables" : "secrets";
  const removal = removeDeclaration(await sourcesOf(added), [stack], section, declaration.name);
  expect(edited(added, removal)).toEqual(files);
}

describe("in the schema, add and then remove restores every byte", () => {
  it("of the reference schema", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom("deployment", "global"),
        variableName,
        anyType,
        options,
        fc.constantFrom("PAGER", "hostname", "aws_account_id", "JWT_SECRET"),
        async (stack, name, type, said, neighbour) => {
          fc.pre(!Object.values(reference).some((text) => text.includes(`${name}:`)));
          // Its first secret makes the section, which stays.
          fc.pre(stack === "deployment" || type !== undefined);
          const declaration = await declarationOf(name, type, said);
          await addThenRemove(reference, stack, declaration, [neighbour]);
        },
      ),
      { numRuns: 150 },
    );
  });

  it("of schemas in any format", async () => {
    await fc.assert(
      fc.asyncProperty(
        smallSchema,
        variableName,
        anyType,
        options,
        fc.nat(5),
        async ({ text, names }, name, type, said, neighbour) => {
          fc.pre(!names.includes(name) && name !== "API_KEY");
          const declaration = await declarationOf(name, type, said);
          const files = { "schema/index.ts": text };
          await addThenRemove(files, "app", declaration, names.slice(0, neighbour));
        },
      ),
      { numRuns: 600 },
    );
  });
});

describe("in the schema, rename and rename back restores every byte", () => {
  it("of the reference schema", async () => {
    const names = [...`${reference["schema/deployment.ts"]}`.matchAll(/^ {4}(\w+)(?::|,$)/gm)].map(
      ([, name = ""]) => name,
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...names), variableName, async (name, newName) => {
        fc.pre(!names.includes(newName) && /^[a-z_]/i.test(newName));
        const isVariable = !/secret/.test(name) && variables.has(name);
        const section = isVariable ? "variables" : "secrets";
        const rename = async (files: Files, from: string, to: string) =>
          edited(
            files,
            renameDeclaration(await sourcesOf(files), ["deployment"], section, from, to),
          );
        const there = await rename(reference, name, newName);
        expect(there).not.toEqual(reference);
        expect(await rename(there, newName, name)).toEqual(reference);
      }),
      { numRuns: 100 },
    );
  });

  it("of schemas in any format", async () => {
    await fc.assert(
      fc.asyncProperty(
        smallSchema,
        fc.nat(),
        variableName,
        async ({ text, names }, at, newName) => {
          fc.pre(names.length > 0 && !names.includes(newName) && /^\w+$/.test(newName));
          const name = names[at % names.length] ?? "";
          const files = { "schema/index.ts": text };
          const rename = async (before: Files, from: string, to: string) =>
            edited(
              before,
              renameDeclaration(await sourcesOf(before), ["app"], "variables", from, to),
            );
          const there = await rename(files, name, newName);
          // A name that needs its quotes comes back with them, since it needs them still.
          expect(await rename(there, newName, name)).toEqual(files);
        },
      ),
      { numRuns: 300 },
    );
  });
});

/** The variables of the reference deployment: what stands above its secrets. */
const variables = new Set(
  [
    ...`${reference["schema/deployment.ts"]?.split("secrets: {")[0]}`.matchAll(
      /^ {4}(\w+)(?::|,$)/gm,
    ),
  ].map(([, name = ""]) => name),
);
