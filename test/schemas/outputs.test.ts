import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, expectTypeOf, test } from "vitest";
import * as z from "zod";
import type { Inventory, Resolved } from "../../src/model/inventory.ts";
import type { StatusReport } from "../../src/model/status.ts";
import type { Thread } from "../../src/model/thread.ts";
import { formatStatus } from "../../src/report/status/format.ts";
import { drawnReport } from "../status/drawnReport.ts";
import { terraloom } from "../support/screen.ts";
import {
  repository,
  type TemporaryProject,
  temporaryProject,
} from "../support/temporaryProject.ts";
import { listSchema, showSchema, traceSchema } from "./inventory.ts";
import { statusSchema } from "./status.ts";

/** JSON as it is read: no value is undefined, no integer a bigint, nothing read-only. */
type Read<T> = T extends readonly (infer Item)[]
  ? Read<Item>[]
  : T extends object
    ? { -readonly [Key in keyof T]: Read<Exclude<T[Key], undefined | bigint>> }
    : T;

describe("the JSON that commands print", () => {
  let project: TemporaryProject;
  beforeAll(() => {
    project = temporaryProject(join(repository, "test", "golden", "base"));
  });
  afterAll(() => project.remove());

  test.each([
    ["list", listSchema],
    ["show *", showSchema],
    ["trace API_URL", traceSchema],
    ["trace API_PASSWORD", traceSchema],
  ] as const)("%s", async (command, schema) => {
    const given = command.split(" ");
    const { stdout, stderr } = await terraloom(project.root, ...given, "--format", "json");
    expect(stdout, stderr).not.toBe("");
    expectToFit(given[0] ?? "", schema, JSON.parse(stdout));
  });

  test("status: of a history", () => {
    const report = drawnReport(
      { staging: "C", production: "A", elsewhere: "B", unknown: "Z" },
      {
        digest: "D",
        holds: [
          {
            kind: "variable",
            name: "tags",
            reason: "a test",
            until: "2026-12-20",
            in: "work tree",
          },
        ],
      },
    );
    expectToFit("status", statusSchema, JSON.parse(formatStatus(report, "json")));
  });

  test("schemas take all that the library's types allow", () => {
    type Status = Read<Omit<StatusReport, "environments" | "removed" | "problems">>;
    type Stated = z.input<typeof statusSchema>;
    expectTypeOf<Status & Pick<Stated, "summary">>().toExtend<
      Omit<Stated, "environments" | "removed" | "problems">
    >();
    type Environment = Read<StatusReport["environments"][number]>;
    expectTypeOf<Environment>().toExtend<Omit<Stated["environments"][number], "sentence">>();
    expectTypeOf<Read<Inventory>>().toExtend<z.input<typeof listSchema>>();
    type Shown = z.input<typeof showSchema>["environments"][number];
    expectTypeOf<Read<Resolved>["values"][number]["from"]>().toEqualTypeOf<
      Shown["values"][number]["from"]
    >();
    type Traced = z.input<typeof traceSchema>["threads"][number];
    expectTypeOf<Read<Omit<Thread, "values">>>().toExtend<Omit<Traced, "values">>();
  });
});

/** Holds an output against the schema, and against the file that is shipped of it. */
function expectToFit(name: string, schema: z.ZodType, output: unknown): void {
  expect(schema.safeParse(output).error).toBeUndefined();
  const file = join(repository, "docs", "json", `${name}.schema.json`);
  const shipped = z.fromJSONSchema(JSON.parse(readFileSync(file, "utf8")));
  expect(shipped.safeParse(output).error).toBeUndefined();
}
