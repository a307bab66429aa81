import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type * as z from "zod";
import { jsonSchemaText } from "../support/jsonSchema.ts";
import { repository } from "../support/temporaryProject.ts";
import { affectedSchema } from "./affected.ts";
import { checkSchema } from "./check.ts";
import { listSchema, showSchema, traceSchema } from "./inventory.ts";
import { problemsSchema } from "./problem.ts";
import { shardSchema } from "./shard.ts";
import { statusSchema } from "./status.ts";

const schemas: Readonly<Record<string, z.ZodType>> = {
  affected: affectedSchema,
  check: checkSchema,
  problems: problemsSchema,
  list: listSchema,
  shard: shardSchema,
  show: showSchema,
  status: statusSchema,
  trace: traceSchema,
};

describe("the JSON Schemas of what commands print", () => {
  test.each(Object.entries(schemas))("%s is what is shipped", async (name, schema) => {
    const file = join(repository, "docs", "json", `${name}.schema.json`);
    await expect(jsonSchemaText(schema)).toMatchFileSnapshot(file);
  });
});
