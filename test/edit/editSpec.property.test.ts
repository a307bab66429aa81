import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { placeFor } from "../../src/edit/placeFor.ts";
import { isMapValue, type Value } from "../../src/model/value.ts";
import { removeValue, renameKey, setValue } from "../../src/yaml/editSpec.ts";
import { parseSpec } from "../../src/yaml/parseSpec.ts";
import { removeWaivers, renameWaivers } from "../../src/yaml/waivers.ts";
import { expectValue } from "../support/expectValue.ts";
import { repository } from "../support/temporaryProject.ts";
import { variableName } from "./schemaTexts.ts";

const references = ["staging", "production", "_deployment", "_account"].map((name) =>
  readFileSync(join(repository, "envs", `${name}.yaml`), "utf8"),
);

const text = fc.string({
  maxLength: 30,
  unit: fc.constantFrom(..."ab 1.:#-[]{}'\"\\\n\té,&*!|>%@`~"),
});
const scalar: fc.Arbitrary<Value> = fc.oneof(
  text,
  fc.boolean(),
  fc.integer(),
  fc.constantFrom<Value>(
    null,
    12345678901234567890n,
    0.5,
    "17",
    "true",
    "null",
    "",
    "a\n\n",
    "\n x",
  ),
);
const { value: anyValue } = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, weight: 3, arbitrary: scalar },
    { weight: 1, arbitrary: fc.array(tie("value"), { maxLength: 4 }) },
    {
      weight: 1,
      arbitrary: fc.dictionary(
        fc.oneof(variableName, fc.constantFrom("a.b", "1", "")),
        tie("value"),
        {
          maxKeys: 4,
          noNullPrototype: true,
        },
      ),
    },
  ),
}));

/** An entry of a spec as people write them, with what stands around it. */
const entry = fc.record({
  name: variableName,
  quote: fc.constantFrom("", '"', "'"),
  value: fc.constantFrom(
    ...[
      " 1",
      " a b # behind",
      " 'it''s'",
      ' "x: y"',
      " [a, b]",
      " { a: 1 }",
      "",
      " # only a comment",
    ],
    ...[
      "\n      k: v\n      # within",
      "\n    - a\n    - b: 1\n      c: 2",
      " |\n      text\n\n      more",
    ],
    ...[" >-\n      folded\n      text", " &anchor 1", "   spaced", "\n      # first\n      k: {}"],
  ),
  above: fc.constantFrom("", "", "    # own\n", "    # one\n    # two\n"),
  blankAbove: fc.boolean(),
});

/** A small spec, and the names under its `variables`. */
const smallSpec = fc
  .tuple(
    fc.uniqueArray(entry, { selector: ({ name }) => name, maxLength: 5 }),
    fc.constantFrom("", "stack: app\n", "# top\n\nstack: app\n\n"),
    fc.constantFrom("", "settings: { a: 1 }\n", "\naccepted_drift: []\n", "# end\n"),
    fc.constantFrom("block", "block", "block", "flow", "empty"),
    fc.constantFrom("\n", "\r\n"),
    fc.boolean(),
  )
  .map(([entries, before, after, style, newline, endsLine]) => {
    const lines = entries.map(({ name, quote, value, above, blankAbove }, index) => {
      const gap = blankAbove && index > 0 ? "\n" : "";
      return `${gap}${above}    ${quote}${name}${quote}:${value}\n`;
    });
    const flow = entries.map(({ name, quote }) => `${quote}${name}${quote}: 1`).join(", ");
    const isFlow = style === "flow" || entries.length === 0;
    const body = isFlow ? ` {${flow === "" ? "" : ` ${flow} `}}\n` : `\n${lines.join("")}`;
    const whole = `${before}variables:${body}${after}`;
    const ended = endsLine ? whole : whole.replace(/\n$/, "");
    return { spec: ended.replaceAll("\n", newline), names: entries.map(({ name }) => name) };
  })
  .filter(({ spec }) => parseSpec("", spec).problems.length === 0);

function valuesOf(spec: string): Record<string, Value> {
  const { parsed, problems } = parseSpec("", spec);
  expect(problems.filter(({ code }) => code === "spec-syntax")).toEqual([]);
  const variables = isMapValue(parsed.value) ? parsed.value.variables : undefined;
  return isMapValue(variables) ? { ...variables } : {};
}

describe("in a spec", () => {
  it("set changes one value alone, and removing it restores every byte", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          smallSpec,
          fc
            .constantFrom(...references)
            .map((spec) => ({ spec, names: Object.keys(valuesOf(spec)) })),
        ),
        variableName,
        anyValue,
        fc.nat(6),
        ({ spec, names }, name, value, neighbours) => {
          fc.pre(!names.includes(name));
          const path = ["variables", name];
          const place = placeFor(name, names.slice(0, neighbours));
          const added = expectValue(setValue(spec, path, value, place));
          const { [name]: got, ...others } = valuesOf(added);
          expect(got).toEqual(value);
          expect(others).toEqual(valuesOf(spec));
          expect(expectValue(removeValue(added, path))).toBe(spec);
        },
      ),
      { numRuns: 1500 },
    );
  });

  it("an inline map keeps the spacing that people use", () => {
    const added = setValue("variables: { a: 1 }\n", ["variables", "b"], { c: [1, 2], d: {} });
    expect(expectValue(added)).toBe("variables: { a: 1, b: { c: [1, 2], d: {} } }\n");
  });

  it("replacing a value changes nothing else and keeps its comments", () => {
    fc.assert(
      fc.property(smallSpec, fc.nat(), anyValue, ({ spec, names }, at, value) => {
        fc.pre(names.length > 0 && !spec.includes("&anchor"));
        const name = names[at % names.length] ?? "";
        const replaced = expectValue(setValue(spec, ["variables", name], value));
        expect(valuesOf(replaced)).toEqual({ ...valuesOf(spec), [name]: value });
        for (const comment of ["# top", "# end", "# behind", "# own", "# one", "# two"]) {
          const count = (text: string): number => text.split(comment).length;
          expect(count(replaced)).toBeGreaterThanOrEqual(count(spec));
        }
      }),
      { numRuns: 800 },
    );
  });

  it("rename and rename back restores every byte", () => {
    fc.assert(
      fc.property(smallSpec, fc.nat(), variableName, ({ spec, names }, at, newName) => {
        fc.pre(names.length > 0 && !names.includes(newName));
        const name = names[at % names.length] ?? "";
        const there = expectValue(renameKey(spec, ["variables", name], newName));
        const { [name]: value, ...others } = valuesOf(spec);
        expect(valuesOf(there)).toEqual({ ...others, [newName]: value });
        expect(expectValue(renameKey(there, ["variables", newName], name))).toBe(spec);
      }),
      { numRuns: 500 },
    );
  });
});

const waivers = `stack: app
accepted_drift: # for a while
  # first
  - { variable: A, reason: "A is slow", until: 2030-01-01 }

  - variable: "B"   # quoted
    reason: B
    until: 2030-01-01
  - {setting: A, reason: no variable, until: 2030-01-01}
# end
`;

describe("accepted drift", () => {
  it("follows a variable's name", () => {
    const there = expectValue(
      renameWaivers(expectValue(renameWaivers(waivers, "A", "C")), "B", "D"),
    );
    expect(there).toBe(
      waivers.replace("variable: A", "variable: C").replace('variable: "B"', 'variable: "D"'),
    );
  });

  it("is removed with the variable, and the section with its last entry", () => {
    expect(expectValue(removeWaivers(waivers, "A"))).toBe(
      waivers.replace(/ {2}# first\n.*\n\n/, ""),
    );
    expect(expectValue(removeWaivers(waivers, "B"))).toBe(
      waivers.replace(/ {2}- variable: "B"[\s\S]*?until: 2030-01-01\n(?= {2}- \{set)/, ""),
    );
    const only =
      "stack: app\n\naccepted_drift:\n  - { variable: A, reason: r, until: 2030-01-01 }\n";
    expect(expectValue(removeWaivers(only, "A"))).toBe("stack: app\n");
    expect(expectValue(removeWaivers(only, "B"))).toBe(only);
  });
});
