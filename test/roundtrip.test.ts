import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse, stringify } from "yaml";
import { parseHcl } from "../src/hcl/parse.ts";
import type { Value } from "../src/model/value.ts";
import { jsonLiteral } from "../src/render/literals.ts";
import { exactJson, exactJsonOf } from "./hcl/exactJson.ts";
import { terraformFormat, terraformOutputs } from "./hcl/terraform.ts";
import { text } from "./hcl/values.ts";
import { terraformAvailable } from "./support/programs.ts";
import { terraloom } from "./support/screen.ts";
import { repository, type TemporaryProject, temporaryProject } from "./support/temporaryProject.ts";

// A hundred specs of a hundred variables with whatever people, and machines, put into values: through YAML, the
// schema, the templates and HCL, and back.
const environments = 100;
const variables = 100;

interface Kind {
  readonly zod: string;
  readonly values: fc.Arbitrary<Value>;
}

// Whole numbers past 2^53 want z.bigint(): anything else is refused.
const number = fc
  .oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }))
  .filter((value) => !Number.isInteger(value) || Number.isSafeInteger(value));
const bigint = fc.bigInt({ min: -(2n ** 200n), max: 2n ** 200n });
const keyed = <T>(values: fc.Arbitrary<T>): fc.Arbitrary<Record<string, T>> =>
  // zod leaves this key out of a record.
  fc.dictionary(
    text.filter((key) => key !== "__proto__"),
    values,
    { maxKeys: 5 },
  );

const kinds: readonly Kind[] = [
  { zod: "z.string()", values: text },
  {
    zod: "z.string()",
    values: fc
      .array(text, { maxLength: 6 })
      .map((lines) => `${lines.join("\n")}\n`)
      .filter(isNormal),
  },
  { zod: "z.number()", values: number },
  { zod: "z.bigint()", values: bigint },
  { zod: "z.boolean()", values: fc.boolean() },
  { zod: "z.array(z.string())", values: fc.array(text, { maxLength: 40 }) },
  {
    zod: "z.array(z.array(z.number()))",
    values: fc.array(fc.array(number, { maxLength: 4 }), { maxLength: 4 }),
  },
  { zod: "z.record(z.string(), z.string())", values: keyed(text) },
  { zod: "z.set(z.string())", values: fc.uniqueArray(text, { maxLength: 5 }) },
  {
    zod: "z.tuple([z.string(), z.number(), z.boolean()])",
    values: fc.tuple(text, number, fc.boolean()),
  },
  { zod: "z.string().nullable()", values: fc.option(text) },
  {
    zod: "z.object({ name: z.string(), ports: z.array(z.number()), deep: z.object({ map: z.record(z.string(), z.object({ on: z.boolean(), note: z.string() })) }) })",
    values: fc.record({
      name: text,
      ports: fc.array(number, { maxLength: 3 }),
      deep: fc.record({ map: keyed(fc.record({ on: fc.boolean(), note: text })) }),
    }),
  },
];

function isNormal(value: string): boolean {
  return value.normalize("NFC") === value;
}

const names = Array.from({ length: variables }, (_, index) => `variable_${index}`);
const kindOf = (index: number): Kind => kinds[index % kinds.length] ?? { zod: "", values: text };

let project: TemporaryProject;
let specs: readonly Readonly<Record<string, Value>>[];
const generated = (environment: number, file: string): string =>
  readFileSync(join(project.root, `generated/environments/env-${environment}`, file), "utf8");

beforeAll(async () => {
  const spec = fc.tuple(...names.map((_, index) => kindOf(index).values));
  specs = fc
    .sample(spec, { numRuns: environments, seed: 20261122 })
    .map((values) =>
      Object.fromEntries(names.map((name, index) => [name, withoutZero(values[index] ?? null)])),
    );
  project = temporaryProject(join(repository, "test/golden/base"), ["templates"]);
  const write = (file: string, content: string): void => {
    mkdirSync(join(project.root, file, ".."), { recursive: true });
    writeFileSync(join(project.root, file), content);
  };
  write(
    "templates/modules/service/main.tf.hbs",
    'output "all" {\n  value = [\n    {{#variables module="service"}}\n    {{reference}},\n    {{/variables}}\n  ]\n}\n',
  );
  write("schema/index.ts", schemaText());
  let asYaml = 0;
  for (const [index, values] of specs.entries()) {
    const settings = { backend: { bucket: "states", key: `${index}` } };
    const document = { stack: "app", settings, variables: values };
    // Long lines are folded or not, texts quoted in one way or the other; but the writer of YAML
    // makes mistakes of its own (it folds in the middle of surrogate pairs), and then JSON does, which is YAML too.
    const options = { singleQuote: index % 3 === 0, lineWidth: index % 2 === 0 ? 0 : 40 };
    const yaml = stringify(document, { ...options, aliasDuplicateObjects: false });
    const read = parse(Buffer.from(yaml).toString(), { intAsBigInt: true }) as { variables: Value };
    const isTrue = exactJson(read.variables) === exactJson(values);
    if (isTrue) asYaml++;
    write(`envs/env-${index}.yaml`, isTrue ? yaml : jsonLiteral(document));
  }
  expect(asYaml).toBeGreaterThan(environments / 4);
  const screen = await terraloom(project.root, "generate");
  expect(screen.stderr).toContain(`${environments} environments: `);
  expect(screen.exitCode).toBe(0);
});
afterAll(() => project.remove());

function schemaText(): string {
  const lines = names.map(
    (name, index) =>
      `    ${name}: variable(${kindOf(index).zod}, { description: "A", modules: ["service"], drift: "any" }),`,
  );
  return `import { defineProject, defineStack, setting, variable } from "terraloom";
import * as z from "zod";
const app = defineStack({
  settings: { backend: setting(z.object({ bucket: z.string(), key: z.string() }), { drift: "own" }) },
  variables: {
${lines.join("\n")}
  },
});
export default defineProject({ stacks: { app } });
`;
}

/** Terraform has no negative zero. */
function withoutZero(value: Value): Value {
  if (value === 0) return 0;
  if (Array.isArray(value)) return value.map(withoutZero);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutZero(item)]));
}

describe("a hundred specs of a hundred variables", () => {
  it("are unchanged by hcl2json", async () => {
    for (const [index, values] of specs.entries()) {
      const parsed = await parseHcl("terraform.tfvars", generated(index, "terraform.tfvars"));
      expect(parsed.ok).toBe(true);
      if (!parsed.ok) return;
      expect(comparable(fromTemplates(parsed.value as Value))).toEqual(comparable(values));
    }
  });

  it.skipIf(!terraformAvailable)("are as terraform fmt would write them", () => {
    const texts = specs.flatMap((_, index) =>
      ["main.tf", "variables.tf", "terraform.tfvars", "terraloom.tf"].map((file) =>
        generated(index, file),
      ),
    );
    expect(terraformFormat(texts)).toEqual(texts);
  });

  it.skipIf(!terraformAvailable)("are unchanged by terraform", () => {
    // A .tfvars is the inside of an object: all of them are read in one run.
    const objects = specs.map(
      (_, index) => `env_${index} = {\n${generated(index, "terraform.tfvars")}}\n`,
    );
    const outputs = terraformOutputs({
      "main.tf": `output "all" {\n  value = {\n${objects.join("")}  }\n}\n`,
    });
    const read = JSON.parse(exactJsonOf(outputValue(outputs))) as Record<string, unknown>;
    for (const [index, values] of specs.entries()) {
      expect(read[`env_${index}`]).toEqual(JSON.parse(exactJson(values)));
    }
  });

  it.skipIf(!terraformAvailable)("are unchanged by the variables' own types", () => {
    for (const index of [0, 41, 99]) {
      const outputs = terraformOutputs({
        "variables.tf": generated(index, "variables.tf"),
        "terraform.tfvars": generated(index, "terraform.tfvars"),
        "main.tf": `output "all" {\n  value = { ${names.map((name) => `${name} = var.${name}`).join(", ")} }\n}\n`,
      });
      // A set has no order; Terraform gives it out sorted.
      const sorted = (values: Readonly<Record<string, Value>>): Value =>
        Object.fromEntries(
          Object.entries(values).map(([name, value], place) => [
            name,
            kindOf(place).zod.startsWith("z.set") ? [...(value as string[])].sort(byBytes) : value,
          ]),
        );
      expect(exactJsonOf(outputValue(outputs))).toBe(exactJson(sorted(specs[index] ?? {})));
    }
  });
});

function byBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

/** The text of the one output's value in what `terraform output -json` prints. */
function outputValue(outputs: string): string {
  const start = outputs.indexOf('"value": ') + '"value": '.length;
  return outputs.slice(start, outputs.lastIndexOf("}", outputs.lastIndexOf("}") - 1));
}

/** The parser gives text as a template's text: `$${` for `${`. */
function fromTemplates(value: Value): Value {
  if (typeof value === "string") return value.replaceAll("$${", "${").replaceAll("%%{", "%{");
  if (Array.isArray(value)) return value.map(fromTemplates);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [fromTemplates(key) as string, fromTemplates(item)]),
  );
}

/** Numbers as doubles: the parser keeps no more. */
function comparable(value: Value): Value {
  if (typeof value === "bigint") return Number(value);
  if (Array.isArray(value)) return value.map(comparable);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, comparable(item)]));
}
