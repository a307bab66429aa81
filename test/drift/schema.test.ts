import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, expectTypeOf, test } from "vitest";
import * as z from "zod";
import type { DriftReport } from "../../src/model/drift.ts";
import { jsonSchemaText } from "../support/jsonSchema.ts";
import { repository } from "../support/temporaryProject.ts";
import { goldenFolder, jsonCases } from "./golden.ts";
import { reportSchema } from "./reportSchema.ts";

const schemaFile = join(repository, "docs", "drift-report.schema.json");

function expectedJson(name: string): unknown {
  return JSON.parse(readFileSync(join(goldenFolder, name, "expected", "report.json"), "utf8"));
}

/** JSON as it is read: no value is undefined, no integer a bigint, nothing read-only. */
type Read<T> = T extends readonly (infer Item)[]
  ? Read<Item>[]
  : T extends object
    ? { -readonly [Key in keyof T]: Read<Exclude<T[Key], undefined | bigint>> }
    : T;

describe("the JSON Schema of reports", () => {
  test("is what is shipped", async () => {
    await expect(jsonSchemaText(reportSchema)).toMatchFileSnapshot(schemaFile);
  });

  test("takes what the library's type allows", () => {
    expectTypeOf<Read<DriftReport>>().toExtend<z.input<typeof reportSchema>>();
  });

  const shipped = z.fromJSONSchema(JSON.parse(readFileSync(schemaFile, "utf8")));

  test.each(jsonCases)("takes the report of %s", (name) => {
    const report = expectedJson(name);
    expect(reportSchema.safeParse(report).error).toBeUndefined();
    expect(shipped.safeParse(report).success).toBe(true);
  });

  test.each([
    ["another version", { version: 2 }],
    ["a word that is no verdict", { verdict: "fine" }],
    ["what it does not know", { extra: 1 }],
  ])("refuses %s", (_, change) => {
    const report = { ...(expectedJson("nested") as object), ...change };
    expect(reportSchema.safeParse(report).success).toBe(false);
    expect(shipped.safeParse(report).success).toBe(false);
  });
});
