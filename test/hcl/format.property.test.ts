import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { format } from "../../src/hcl/format.ts";
import { terraformAvailable } from "../support/programs.ts";
import { program } from "./program.ts";
import { terraformFormat } from "./terraform.ts";

describe.skipIf(!terraformAvailable)("format and terraform fmt", () => {
  it("print the same bytes for any HCL that parses", { timeout: 60_000 }, () => {
    const texts = fc.sample(program, 500);
    const wanted = terraformFormat(texts);
    const parsed = wanted.filter((text) => text !== undefined);
    const failures = texts
      .map((text, index) => ({ text, got: format(text), want: wanted[index] }))
      .filter(({ got, want }) => want !== undefined && !(got.ok && got.value === want))
      .sort((one, other) => one.text.length - other.text.length);

    expect(failures[0]).toBeUndefined();
    expect(parsed.length).toBeGreaterThan(texts.length * 0.8);
    expect(parsed.filter((text) => !texts.includes(text)).length).toBeGreaterThan(
      parsed.length / 2,
    );
  });
});
