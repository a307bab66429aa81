import { parseExpression } from "@babel/parser";
import { expect, it } from "vitest";
import * as z from "zod";
import { readSchema } from "../../src/load/readSchema.ts";
import { defineProject, defineStack, setting, variable } from "../../src/schema/index.ts";

const described = { description: "A value" };
const declared = {
  settings: { stage: setting(z.string()) },
  variables: {
    min: variable(z.int(), described),
    max: variable(z.int(), described),
    share: variable(z.number(), described),
    name: variable(z.string(), described),
    on: variable(z.boolean(), described),
    zones: variable(z.array(z.string()), described),
    ports: variable(z.array(z.int()), described),
    size: variable(z.strictObject({ cpu: z.int(), note: z.string().optional() }), described),
    note: variable(z.string().nullable(), described),
    limit: variable(z.strictObject({ cpu: z.int().nullable() }), described),
    key: variable(z.string(), { ...described, sensitive: true }),
  },
};

/** The conditions of the validations that rules become, by variable. */
function validations(terraform: string, source: string): Record<string, readonly string[]> {
  // As a compiler leaves it: functions are read by their text.
  const holds = new Function(`return ${source}`)() as () => boolean;
  const app = defineStack({ ...declared, terraform, rules: { "that is so": holds } });
  const { schema } = readSchema(
    defineProject({ stacks: { app } }),
    () => undefined,
    parseExpression,
  );
  const variables = [...(schema.stacks.get("app")?.variables.values() ?? [])];
  return Object.fromEntries(
    variables.flatMap(({ name, declaration: { validations = [] } }) => {
      const made = validations.filter(({ message }) => message === "that is so.");
      return made.length > 0 ? [[name, made.map(({ condition }) => condition)]] : [];
    }),
  );
}

it.each<[string, string, string]>([
  ["({variables})=>variables.min<=variables.max", "max", "var.min <= var.max"],
  ["({ variables: v }) => v.max >= v.min * 2 + 1", "max", "var.max >= ((var.min * 2) + 1)"],
  ["facts => !facts.variables.on || facts.variables.min > 0", "on", "!var.on || (var.min > 0)"],
  [
    '({variables})=>variables.name!=="prod"||variables.zones.length>=3',
    "zones",
    '(var.name != "prod") || (length(var.zones) >= 3)',
  ],
  ["({variables})=>variables.on?variables.min>1:!0", "on", "var.on ? (var.min > 1) : true"],
  [
    "({variables})=>variables.zones.every((zone)=>zone.startsWith(variables.name))",
    "zones",
    "alltrue([for zone in var.zones : startswith(zone, var.name)])",
  ],
  [
    "({variables})=>variables.ports.some(port=>port===variables.min)&&variables.ports.includes(443)",
    "ports",
    "anytrue([for port in var.ports : port == var.min]) && contains(var.ports, 443)",
  ],
  [
    "({variables})=>variables.min%2===0&&variables.size.cpu>-1",
    "size",
    "((var.min % 2) == 0) && (var.size.cpu > -1)",
  ],
  ["({variables})=>variables['name'].includes('${x}')", "name", 'strcontains(var.name, "$${x}")'],
])("%s", (source, name, condition) => {
  expect(validations("1.9", source)).toEqual({ [name]: [condition] });
});

it.each([
  "({variables,settings})=>settings.stage!==variables.name",
  "({variables,environment})=>variables.name===environment.name",
  "({variables})=>variables.note!=='a'",
  "({variables})=>variables.limit.cpu<variables.max",
  "({variables})=>variables.key!==variables.name",
  "({variables})=>variables.name.length<=variables.max",
  "({variables})=>variables.name<variables.name",
  "({variables})=>variables.size.note===variables.name",
  "({variables})=>variables.min/variables.max<1",
  "({variables})=>variables.share+0.5<1",
  "({variables})=>variables.min%variables.max===0",
  "({variables})=>variables.name+variables.name==='aa'",
  "async({variables})=>variables.on",
  "({variables})=>variables.min===variables.name",
  "({variables})=>/^a/.test(variables.name)",
  "({variables})=>{const x=variables.min;return x<variables.max}",
  "({variables})=>variables.min",
  "({variables})=>variables.min<variables.missing",
  "function({variables}){return variables.min<variables.max}",
  "()=>true",
])("has no Terraform condition: %s", (source) => {
  expect(validations("1.9", source)).toEqual({});
});

it("of several variables only where the stack's lowest version knows it", () => {
  const source = "({variables})=>variables.min<=variables.max";
  expect(validations("1.8", source)).toEqual({});
  expect(validations("1.8", "({variables})=>variables.min<=10")).toEqual({
    min: ["var.min <= 10"],
  });
});
