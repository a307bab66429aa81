import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { disk } from "../../src/files/disk.ts";
import type { CodeFile } from "../../src/model/codeFile.ts";
import type { Environment } from "../../src/model/environment.ts";
import { appliedCode } from "../../src/render/appliedCode.ts";
import { comparison } from "../../src/status/compareWithCode.ts";
import { readState } from "../../src/status/readState.ts";
import { terraformAvailable } from "../support/programs.ts";

/** A type, a value of it, and another one. */
const variables: Readonly<Record<string, readonly [type: string, value: string, other: string]>> = {
  text: ["string", '"a<b>&\\"\\n$${x} \\u2028é\\t/"', '"b"'],
  number: ["number", "-12.5", "12"],
  zero: ["number", "0", "1"],
  bool: ["bool", "true", "false"],
  nothing: ["string", "null", '"x"'],
  list: ["list(string)", '["b", "a", "b"]', '["a"]'],
  set: ["set(string)", '["b", "B", "a", "é", "b"]', '["a"]'],
  map: ["map(number)", '{ b = 1, a-c = 2, "a b" = 3 }', "{}"],
  tuple: ["tuple([string, number])", '["a", 1]', '["a", 2]'],
  object: [
    "object({ b = string, a = list(bool) })",
    '{ a = [true], b = "x", c = "gone" }',
    '{ a = [], b = "" }',
  ],
  free: ["any", '"x"', '"y"'],
};

/** What is not worked out: no alarm, whatever it is. */
const open: typeof variables = {
  converted: ["string", "5", "6"],
  optional: ['object({ a = optional(string, "x") })', "{}", '{ a = "y" }'],
  mixed: ["list(any)", '[1, "a"]', "[]"],
  large: ["number", "12345678901234567890", "1"],
  secret: ["string", '"x"', '"y"'],
};

describe.skipIf(!terraformAvailable)("values that Terraform was given", () => {
  test("are recognized by their hashes, other values are reported, and sensitive ones have no hash", () => {
    const root = mkdtempSync(join(tmpdir(), "terraloom-given-"));
    const all = Object.entries({ ...variables, ...open });
    const code = all.map(([name, [type]]) => {
      const sensitive = name === "secret" ? "  sensitive = true\n" : "";
      return `variable "${name}" {\n  type = ${type}\n${sensitive}}\n`;
    });
    const definitions = all.map(([name, [, value]]) => `${name} = ${value}\n`).join("");
    const files = { "main.tf": code.join(""), "terraform.tfvars": definitions };
    const read = Object.entries(files).map(([name, text]) => ({ name, text }) as CodeFile);
    const environment = {
      name: "staging",
      file: "envs/staging.yaml",
      stack: { name: "app" },
      directory: "env",
      acceptedDrift: [],
    } as unknown as Environment;
    const own = appliedCode(environment, "sha256:0", { folders: ["."], others: "" }, read);
    const write = (texts: Readonly<Record<string, string>>): void => {
      for (const [name, text] of Object.entries(texts)) writeFileSync(join(root, name), text);
    };
    write({ ...files, "terraloom.tf": String(own.content) });
    const terraform = (...argv: string[]): void => {
      const { status, stdout, stderr } = spawnSync("terraform", argv, { cwd: root });
      if (status !== 0) throw new Error(`${stdout}${stderr}`);
    };
    const told = (): readonly unknown[] => {
      const text = readFileSync(join(root, "terraform.tfstate"), "utf8");
      const state = readState(JSON.parse(text));
      if (state.kind !== "applied") throw new Error(text);
      expect(Object.keys(state.given)).not.toContain("secret");
      return comparison(disk(root))(".", state).filter(({ kind }) => kind === "outside");
    };
    try {
      terraform("init");
      terraform("apply", "-auto-approve");
      expect(told()).toEqual([]);
      write({ "other.tfvars": all.map(([name, [, , other]]) => `${name} = ${other}\n`).join("") });
      terraform("apply", "-auto-approve", "-var-file=other.tfvars");
      expect(told()).toEqual([{ kind: "outside", variables: Object.keys(variables).sort() }]);
      write({ "b.auto.tfvars": 'text = "b"\n', "c.auto.tfvars.json": '{ "number": 12 }' });
      const [outside] = told();
      expect(outside).toEqual({
        kind: "outside",
        variables: Object.keys(variables)
          .filter((name) => name !== "text" && name !== "number")
          .sort(),
      });
    } finally {
      rmSync(root, { recursive: true });
    }
  });
});
