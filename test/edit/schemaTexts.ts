import fc from "fast-check";

/** Names that Terraform takes; some want quotes in TypeScript. */
export const variableName = fc
  .stringMatching(/^[A-Za-z_][A-Za-z0-9_-]{0,12}$/)
  .filter((name) => !["__proto__", "constructor"].includes(name));

/** Types as people type them, none with a name of its own. */
export const typeName = fc.constantFrom(
  ...["string", "url", "number", "int", "bool", "list(string)", "map(list(number))", "set(int)"],
  ...["enum(a, b)", "z.int().min(1).max(9)", "z.string().regex(/^[a-z\"']+$/)"],
  "z.strictObject({ host: z.string(), ports: z.array(z.int()).default([]), more: z.string().optional() })",
);

/** Sentences with all that wants care in a string literal. */
export const sentence = fc.string({
  minLength: 1,
  maxLength: 120,
  unit: fc.constantFrom(..."abc xyz.'\"`\\${}\n\t,é#/*"),
});

/** How a schema is written. */
interface SchemaFormat {
  readonly quote: '"' | "'";
  readonly indent: string;
  readonly newline: string;
  readonly lastComma: boolean;
  readonly semicolon: boolean;
  readonly lines: "own" | "one";
  readonly zod: "z" | "zod" | "none";
}

const format: fc.Arbitrary<SchemaFormat> = fc.record({
  quote: fc.constantFrom('"' as const, "'" as const),
  indent: fc.constantFrom("  ", "    ", "\t"),
  newline: fc.constantFrom("\n", "\r\n"),
  lastComma: fc.boolean(),
  semicolon: fc.boolean(),
  lines: fc.constantFrom("own" as const, "one" as const),
  zod: fc.constantFrom("z" as const, "zod" as const, "none" as const),
});

/** An entry of `variables`, with what stands around it. */
const entry = fc.record({
  name: variableName,
  quoted: fc.boolean(),
  spread: fc.constantFrom(false, false, false, true),
  split: fc.boolean(),
  above: fc.constantFrom("", "", "// heading", "/** What it is. */", "/* a, b: { */"),
  blankAbove: fc.boolean(),
  beforeComma: fc.constantFrom("", "", " /* b, c */"),
  behind: fc.constantFrom("", "", " // why, { though", " /* x */"),
});

/** A small schema, formatted somehow, and the names that its stack declares. */
export const smallSchema = fc
  .tuple(
    format,
    fc.uniqueArray(entry, { selector: ({ name }) => name, maxLength: 5 }),
    fc.boolean(),
  )
  .map(([how, entries, hasSecrets]) => {
    const { quote: q, indent, newline, lastComma, lines, zod } = how;
    const end = how.semicolon ? ";" : "";
    const isOne = lines === "one";
    const texts = entries.map(({ name, quoted, spread, split }) => {
      if (spread) return `...{ ${q}${name}${q}: shared }`;
      const bare = /^[A-Za-z_]\w*$/.test(name) && !quoted;
      const key = bare ? name : `${q}${name}${q}`;
      const call =
        split && !isOne
          ? `variable(${newline}${indent.repeat(3)}shared.type,${newline}${indent.repeat(3)}{ description: ${q}a${q} },${newline}${indent.repeat(2)})`
          : `variable(shared.type, { description: ${q}a${q} })`;
      return `${key}: ${call}`;
    });
    const body = isOne
      ? `{ ${texts.join(", ")} }`
      : `{${newline}${entries
          .map(({ above, blankAbove, beforeComma, behind }, index) => {
            const last = index === entries.length - 1;
            const before = `${blankAbove && index > 0 ? newline : ""}${above ? indent.repeat(2) + above + newline : ""}`;
            return `${before}${indent.repeat(2)}${texts[index]}${beforeComma}${last && !lastComma ? "" : ","}${behind}${newline}`;
          })
          .join("")}${indent}}`;
    const text = [
      `import { defineProject, defineStack, ${hasSecrets ? "secret, " : ""}variable } from ${q}terraloom${q}${end}`,
      ...(zod === "none" ? [] : [`import * as ${zod} from ${q}zod${q}${end}`]),
      `import { shared } from ${q}./shared.ts${q}${end}`,
      "",
      "const app = defineStack({",
      `${indent}variables: ${entries.length === 0 ? "{}" : body},`,
      `${indent}secrets: { ${hasSecrets ? `API_KEY: secret({ description: ${q}a${q} })` : ""} },`.replace(
        "{  }",
        "{}",
      ),
      `})${end}`,
      `export const keep = [shared, variable${zod === "none" ? "" : `, ${zod}`}]${end}`,
      `export default defineProject({ stacks: { app } })${end}`,
      "",
    ].join(newline);
    return { text, names: entries.map(({ name }) => name) };
  });
