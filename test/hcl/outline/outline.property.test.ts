import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Body, Range } from "../../../src/hcl/outline/nodes.ts";
import { outline } from "../../../src/hcl/outline/outline.ts";
import { parseHcl } from "../../../src/hcl/parse.ts";
import { program } from "../program.ts";

const realFiles = ["generated", "templates", "test"]
  .flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" }).map((path) => join(folder, path)),
  )
  .filter((path) => path.endsWith(".tf"));

/** Names of attributes and blocks, blocks by their labels: what the parser's JSON has too. */
interface Structure {
  [name: string]: true | Structure;
}

/** What a body holds; blocks of one type, and what they hold in turn, are put together as the parser does. */
function structureOf({ attributes, blocks }: Body, structure: Structure = {}): Structure {
  for (const { name } of attributes) structure[name] = true;
  for (const { type, labels, body } of blocks) {
    let place = structure;
    for (const name of [type, ...labels.map(({ text }) => text)]) {
      const inner = place[name];
      const next: Structure = typeof inner === "object" ? inner : {};
      place[name] = next;
      place = next;
    }
    structureOf(body, place);
  }
  return structure;
}

/** A value of the parser, as far down as the outline goes: blocks are lists of objects, and so may values be. */
function expectAgreement(parsed: unknown, structure: Structure | true, path: string): void {
  if (structure === true) return;
  const values = Array.isArray(parsed) ? parsed : [parsed];
  const keys = new Set(values.flatMap((value) => Object.keys(value as object)));
  expect([...keys].sort(), path).toEqual(Object.keys(structure).sort());
  for (const [key, inner] of Object.entries(structure)) {
    const found = values.flatMap((value) => (value as Record<string, unknown>)[key] ?? []);
    expectAgreement(found, inner, `${path}.${key}`);
  }
}

/** Every range of an outline: the statements and what is between them, in the order of the text. */
function piecesOf(text: string, body: Body): string {
  let at = body.start;
  let pieces = "";
  for (const statement of body.statements) {
    expect(statement.lead).toBeGreaterThanOrEqual(at);
    expect(statement.start).toBeGreaterThanOrEqual(statement.lead);
    expect(statement.lineEnd).toBeGreaterThanOrEqual(statement.end);
    pieces += text.slice(at, statement.start);
    if (statement.kind === "block") {
      const { start, end } = statement.body;
      pieces += text.slice(statement.start, start);
      pieces += piecesOf(text, statement.body);
      pieces += text.slice(end, statement.lineEnd);
    } else {
      pieces += text.slice(statement.start, statement.lineEnd);
    }
    at = statement.lineEnd;
  }
  return pieces + text.slice(at, body.end);
}

function isIn({ start, end }: Range, outer: Range): boolean {
  return start >= outer.start && end <= outer.end && start <= end;
}

function expectRanges(text: string, body: Body): void {
  for (const statement of body.statements) {
    expect(isIn(statement, body)).toBe(true);
    if (statement.kind === "block") {
      expect(isIn(statement.body, statement)).toBe(true);
      expectRanges(text, statement.body);
      continue;
    }
    const { expression } = statement;
    const { start, end, tokens, references } = expression;
    expect(isIn(expression, statement)).toBe(true);
    const [first] = tokens;
    const written = tokens.map((token) => " ".repeat(token.spaces) + token.text).join("");
    expect(text.slice(start, end).replaceAll("\t", " ")).toBe(
      written.slice(first?.spaces ?? 0).replaceAll("\t", " "),
    );
    for (const reference of references) {
      expect(isIn(reference, expression)).toBe(true);
      expect(text.slice(reference.start).startsWith(reference.root)).toBe(true);
    }
  }
}

describe("outline", () => {
  it("joins to the original text, piece by piece", () => {
    fc.assert(
      fc.property(
        fc.oneof(program, fc.string({ unit: fc.constantFrom(...'ab="{}[]()\n #$%.,<E') })),
        (text) => {
          const { body } = outline(text);
          expect(piecesOf(text, body)).toBe(text);
          expectRanges(text, body);
        },
      ),
      { numRuns: 300, examples: [["a{ "], ["a {\n b {\n  "]] },
    );
  });

  it("agrees with the parser on the structure of real files", async () => {
    expect(realFiles.length).toBeGreaterThan(100);
    for (const path of realFiles) {
      const text = readFileSync(path, "utf8");
      const { body, faults } = outline(text);
      expect(piecesOf(text, body)).toBe(text);
      expectRanges(text, body);
      const parsed = await parseHcl(path, text);
      if (!parsed.ok) continue;
      expect(faults).toEqual([]);
      expectAgreement(parsed.value, structureOf(body), path);
    }
  }, 60_000);

  it("agrees with the parser on the structure of any program", async () => {
    for (const text of fc.sample(program, 150)) {
      const parsed = await parseHcl("test.tf", text);
      if (!parsed.ok) continue;
      expectAgreement(parsed.value, structureOf(outline(text).body), JSON.stringify(text));
    }
  }, 60_000);
});
