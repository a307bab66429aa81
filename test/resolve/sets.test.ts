import { describe, expect, it } from "vitest";
import * as z from "zod";
import { defineStack, variable } from "../../src/schema/index.ts";
import { memoryProject, told } from "../render/memoryProject.ts";

const rule = z.strictObject({ port: z.int(), hosts: z.set(z.string().min(2)).default(new Set()) });
const types: Readonly<Record<string, z.ZodType>> = {
  plain: z.set(z.string()),
  ranged: z.set(z.int().max(9)).min(2),
  objects: z.set(rule),
  lists: z.array(z.set(z.int())),
  maps: z.record(z.string(), z.set(z.enum(["info", "debug"])).nullable()),
  tuples: z.tuple([z.string(), z.set(z.boolean()).nullable()]),
  refined: z.set(z.string()).refine((set) => !set.has("x"), "no x"),
};

/** zod tells of a set that an item is wrong, and not which. */
describe("a wrong item of a set is reported at its place", () => {
  it.each([
    [
      "plain",
      "[a, 1, b]",
      '3:10 v[1]: expected a string, found the number 1 | In quotes it is a string: "1"',
    ],
    ["ranged", "[1, 2, 10]", "3:13 v[2]: too big: expected number to be <=9, found the number 10"],
    ["ranged", "[1]", "3:6 v: too small: expected set to have >=2 items, found a list"],
    [
      "objects",
      "[{ port: 1 }, { port: x }]",
      '3:28 v[1].port: expected a number, found the string "x"',
    ],
    ["objects", "[{ port: 1 }, {}]", '3:20 v[1].port: the attribute "port" is missing'],
    ["objects", "[{ port: 1, prt: 2 }]", '3:18 v[0].prt: "prt" is not an attribute of this object'],
    [
      "objects",
      "[{ port: 1, hosts: [ab, c] }]",
      '3:30 v[0].hosts[1]: too small: expected string to have >=2 characters, found the string "c"',
    ],
    ["lists", "[[1], [2, x]]", '3:16 v[1][1]: expected a number, found the string "x"'],
    [
      "maps",
      "{ a: [info], b: [dbug] }",
      '3:23 v.b[0]: expected one of "info", "debug", found the string "dbug" | Did you mean "debug"?',
    ],
    ["tuples", "[a, [true, maybe]]", '3:17 v[1][1]: expected a boolean, found the string "maybe"'],
    ["refined", "[a, x]", "3:6 v: no x, found a list"],
    ["plain", "text", '3:6 v: expected a list, found the string "text"'],
  ])("%s: %s", (name, value, expected) => {
    const type = types[name] ?? z.never();
    const stack = defineStack({ variables: { v: variable(type, { description: "A variable" }) } });
    const spec = `stack: stack\nvariables:\n  v: ${value}\n`;
    const { problems } = memoryProject({ stack }, { "envs/a.yaml": spec });
    expect(told(problems)).toEqual([`envs/a.yaml:${expected}`]);
  });
});
