import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { parseHcl } from "../../src/hcl/parse.ts";
import { generate, loadProject } from "../../src/index.ts";
import { success } from "../../src/model/result.ts";
import type { Value } from "../../src/model/value.ts";
import { exactJson, exactJsonOf } from "../hcl/exactJson.ts";
import { told } from "../render/memoryProject.ts";
import { terraformAvailable } from "../support/programs.ts";
import { draws } from "../support/slow.ts";
import {
  repository,
  type TemporaryProject,
  temporaryProject,
} from "../support/temporaryProject.ts";
import { hasDefault, type RandomType, randomTypes } from "./randomTypes.ts";

/** Specs of stacks whose 100 variables each are of random types: nested, optional, with defaults. */
const stacks = draws(4);
const specsOfStack = 6;
const variables = 100;
const seed = 20261201;

/** A variable of a stack: some may be left out of a spec, and are then null or a default. */
interface Declared {
  readonly name: string;
  readonly type: RandomType;
  readonly absence: "required" | "optional" | { readonly default: Value };
}

function declaredOf(stack: number): Declared[] {
  const types = fc.sample(randomTypes(3), { seed: seed + stack, numRuns: variables });
  return types.map((type, index) => {
    const name = `v${index}${"_long".repeat(index % 4)}`;
    if (index % 7 === 0) return { name, type, absence: "optional" };
    const [byDefault = null] = fc.sample(type.value, { seed: seed + index, numRuns: 1 });
    const hasOne = index % 7 === 1 && hasDefault(type);
    return { name, type, absence: hasOne ? { default: byDefault } : "required" };
  });
}

function givenOf(declared: readonly Declared[], environment: number): Record<string, Value> {
  const entries = declared.flatMap(({ name, type, absence }, index): [string, Value][] => {
    const at = seed + environment * 1000 + index;
    const [value = null] = fc.sample(type.value, { seed: at, numRuns: 1 });
    return absence !== "required" && (environment + index) % 3 === 0 ? [] : [[name, value]];
  });
  return Object.fromEntries(entries);
}

function schemaOf(all: readonly (readonly Declared[])[]): string {
  const modifier = ({ absence }: Declared): string => {
    if (absence === "required") return "";
    return absence === "optional" ? ".optional()" : `.default(${JSON.stringify(absence.default)})`;
  };
  const line = (each: Declared): string =>
    `    ${each.name}: variable(${each.type.zod}${modifier(each)}, { description: "${each.name}" }),\n`;
  const stack = (declared: readonly Declared[], index: number): string =>
    `  s${index}: defineStack({ variables: {\n${declared.map(line).join("")}  } }),\n`;
  return `import { defineProject, defineStack, variable } from "terraloom";
import * as z from "zod";

export default defineProject({ stacks: {
${all.map(stack).join("")}} });
`;
}

/** Ways in which YAML can be written. (The writer loses blanks where blocks are demanded of it.) */
const styles = [
  {},
  { defaultStringType: "QUOTE_DOUBLE", collectionStyle: "flow" },
  { defaultStringType: "QUOTE_SINGLE", lineWidth: 0 },
  { lineWidth: 40, indentSeq: false },
] as const;

describe("specs of variables of random types", () => {
  let project: TemporaryProject;
  const declared = Array.from({ length: stacks }, (_, stack) => declaredOf(stack));
  const environments = declared.flatMap((ofStack, stack) =>
    Array.from({ length: specsOfStack }, (_, index) => ({
      name: `s${stack}/e${index}`,
      output: `s${stack}e${index}`,
      stack: `s${stack}`,
      ofStack,
      given: givenOf(ofStack, stack * specsOfStack + index),
      style: styles[index % styles.length],
    })),
  );
  const tfvarsOf = (name: string): string =>
    readFileSync(join(project.root, "generated/environments", name, "terraform.tfvars"), "utf8");

  /** What terraloom itself holds to be each environment's values: templates and reports have these. */
  const held = new Map<string, Readonly<Record<string, Value>>>();

  beforeAll(async () => {
    project = temporaryProject(repository, []);
    const write = (file: string, text: string): void => {
      mkdirSync(join(project.root, file, ".."), { recursive: true });
      writeFileSync(join(project.root, file), text);
    };
    write("schema/index.ts", schemaOf(declared));
    for (let stack = 0; stack < stacks; stack++) {
      const folder = `templates/environments/s${stack}`;
      write(`${folder}/variables.tf.hbs`, "{{variableDeclarations}}\n");
      write(`${folder}/terraform.tfvars.hbs`, "{{variableDefinitions}}\n");
      write(
        `${folder}/outputs.tf.hbs`,
        'output "all" {\nvalue = [\n{{#variables}}\n{{reference}},\n{{/variables}}\n]\n}\n',
      );
    }
    for (const { name, stack, given, style } of environments) {
      const options = { ...style, aliasDuplicateObjects: false };
      const modeline = `# yaml-language-server: $schema=../../generated/schema/${stack}.schema.json\n`;
      write(`envs/${name}.yaml`, modeline + stringify({ stack, variables: given }, options));
    }
    const loaded = await loadProject(project.root);
    for (const { name, values } of loaded.environments) held.set(name, values);
    const { problems, written } = await generate(loaded);
    expect(told(problems)).toEqual([]);
    expect(written).toBe(true);
  });
  afterAll(() => project.remove());

  it("are unchanged by hcl2json", async () => {
    for (const { name, given } of environments) {
      const parsed = await parseHcl(name, tfvarsOf(name));
      expect([name, blurred(parsed)]).toEqual([name, blurred(success(asJsonSyntax(given)))]);
    }
  });

  describe.skipIf(!terraformAvailable)("with terraform", () => {
    const terraform = (folder: string, ...words: readonly string[]) =>
      spawnSync("terraform", words, {
        cwd: join(project.root, folder),
        encoding: "utf8",
        maxBuffer: 1 << 28,
        env: { ...process.env, TF_IN_AUTOMATION: "1", CHECKPOINT_DISABLE: "1" },
      });

    /** The output `all` of a configuration, numbers with all their digits. */
    const outputOf = (folder: string, configuration: string): Record<string, unknown>[] => {
      mkdirSync(join(project.root, folder));
      writeFileSync(join(project.root, folder, "main.tf"), configuration);
      for (const words of [["init"], ["apply", "-auto-approve"]]) {
        const { status, stderr } = terraform(folder, ...words, "-input=false", "-no-color");
        expect(status === 0 ? "" : stderr).toBe("");
      }
      return JSON.parse(exactJsonOf(terraform(folder, "output", "-json").stdout)).all.value;
    };

    it("are formatted as terraform fmt would", () => {
      const { status, stdout, stderr } = terraform(
        "generated",
        "fmt",
        "-check",
        "-recursive",
        "-diff",
      );
      expect(stdout + (status === 0 ? "" : stderr)).toBe("");
    });

    it("are converted by their types, with the same defaults as terraloom's at all depths", () => {
      // A definition of a .tfvars is an argument of a module call, too.
      const some = environments.filter((_, index) => index % 2 === 0);
      const calls = some.map(({ name, output }) => {
        const call = `source = "../generated/environments/${name}"\n${tfvarsOf(name)}`;
        return `module "${output}" {\n${call}}\n`;
      });
      const values = some.map(({ output }) => `module.${output}.all,\n`);
      const all = `output "all" {\nvalue = [\n${values.join("")}]\n}\n`;
      const read = outputOf("typed", calls.join("") + all);
      for (const [place, { name, ofStack }] of some.entries()) {
        for (const [index, { name: variable, type }] of ofStack.entries()) {
          const value = held.get(name)?.[variable] ?? null;
          const canonical = (data: unknown): unknown =>
            data === null ? null : type.canonical(data);
          const found = canonical(read[place]?.[index]);
          const expected = canonical(JSON.parse(exactJson(value)));
          expect([name, variable, found]).toEqual([name, variable, expected]);
        }
      }
    });
  });
});

/** Of large texts hcl2json halves a character beyond U+FFFF where two of its buffers meet. */
function blurred(data: unknown): string {
  return JSON.stringify(data).replaceAll(/[\u{10000}-\u{10ffff}]/gu, "\ufffd\ufffd");
}

/** hcl2json writes what Terraform's JSON syntax reads: text is a template there too, and numbers are rounded. */
function asJsonSyntax(value: Value): unknown {
  if (typeof value === "string") return value.replaceAll(/[$%](?=\{)/g, "$&$&");
  if (typeof value === "bigint") return Number(value);
  if (Array.isArray(value)) return value.map(asJsonSyntax);
  if (typeof value !== "object" || value === null) return value === 0 ? 0 : value;
  const entries = Object.entries(value).map(
    ([key, item]) => [String(asJsonSyntax(key)), asJsonSyntax(item)] as const,
  );
  // hcl2json's keys are sorted, as UTF-8.
  entries.sort(([one], [other]) => Buffer.compare(Buffer.from(one), Buffer.from(other)));
  return Object.fromEntries(entries);
}
