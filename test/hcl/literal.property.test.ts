import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { attributeLines } from "../../src/hcl/attributes.ts";
import { format } from "../../src/hcl/format.ts";
import { literal } from "../../src/hcl/literal.ts";
import { parseHcl } from "../../src/hcl/parse.ts";
import { success } from "../../src/model/result.ts";
import type { Value } from "../../src/model/value.ts";
import { terraformAvailable } from "../support/programs.ts";
import { exactJson, exactJsonOf } from "./exactJson.ts";
import { terraformOutputs } from "./terraform.ts";
import { value } from "./values.ts";

const definitions = fc
  .array(value, { minLength: 1, maxLength: 8 })
  .map((values) =>
    values.map((each, index) => [`v${index}`.padEnd((index % 5) + 2, "x"), each] as const),
  );

const tfvars = (entries: Iterable<readonly [string, Value]>): string =>
  attributeLines([...entries].map(([name, each]) => [name, literal(each)] as const));

describe("a .tfvars written with literal and attributeLines", () => {
  it("is a fixed point of format", () => {
    fc.assert(
      fc.property(definitions, (entries) => {
        const text = tfvars(entries);
        expect(format(text)).toEqual(success(text));
      }),
      { numRuns: 300 },
    );
  });

  it("reads back as the values with hcl2json, which rounds numbers", {
    timeout: 60_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(definitions, async (entries) => {
        const parsed = await parseHcl("test.tfvars", tfvars(entries));
        // The parser keeps the sign of zero, which JSON and Terraform do not.
        expect(JSON.parse(JSON.stringify(parsed))).toEqual(
          success(asJsonSyntax(Object.fromEntries(entries))),
        );
      }),
      { numRuns: 200 },
    );
  });

  it.skipIf(!terraformAvailable)(
    "reads back as exactly the values with terraform",
    { timeout: 120_000 },
    () => {
      const values = fc.sample(value, 300).map((each, index) => [`v${index}`, each] as const);
      const json = terraformOutputs({
        "terraform.tfvars": tfvars(values),
        "main.tf": values
          .map(
            ([name]) => `variable "${name}" {}\noutput "${name}" {\n  value = [var.${name}]\n}\n`,
          )
          .join(""),
      });
      const read = JSON.parse(exactJsonOf(json)) as Record<string, { value: unknown }>;
      for (const [name, each] of values) {
        expect(JSON.stringify(read[name]?.value)).toBe(exactJson([each]));
      }
    },
  );
});

/** hcl2json writes what Terraform's JSON syntax reads: text is a template there too. */
function asJsonSyntax(item: Value): unknown {
  switch (typeof item) {
    case "string":
      return item.replaceAll(/[$%](?=\{)/g, "$&$&");
    case "bigint":
      return Number(item);
    case "object":
      return item === null
        ? null
        : Array.isArray(item)
          ? item.map(asJsonSyntax)
          : Object.fromEntries(
              Object.entries(item).map(([key, each]) => [asJsonSyntax(key), asJsonSyntax(each)]),
            );
    default:
      return item === 0 ? 0 : item;
  }
}
