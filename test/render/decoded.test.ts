import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Value } from "../../src/model/value.ts";
import { literalWriter } from "../../src/render/literals.ts";
import { expectValue } from "../support/expectValue.ts";
import { terraformAvailable } from "../support/programs.ts";

const write = { json: literalWriter("json"), yaml: literalWriter("yaml") };
const written = (kind: "json" | "yaml", value: Value): string => expectValue(write[kind](value));

const isSlow = process.env.TERRALOOM_SLOW === "1";

/** Every character of the first plane but surrogates (by default every 97th), alone and after what is escaped; and some past it. */
function hostileTexts(): string[] {
  const always = [
    "\u0085",
    "\u007f",
    "\u009b",
    "\u2028",
    "\u2029",
    "\ufeff",
    "\ufffe",
    "\uffff",
    "\u0301",
  ];
  const texts = [
    "",
    "- a",
    "# b",
    ": ",
    "'",
    '"',
    "\\",
    "null",
    "1e3",
    "${x}",
    "%{x}",
    "<<EOT\nEOT",
  ];
  for (let code = 0; code <= 0xffff; code += isSlow ? 1 : 97) {
    if (code < 0xd800 || code > 0xdfff) always.push(String.fromCharCode(code));
  }
  // Terraform gives text back in form NFC.
  const all = always.flatMap((text) => [text, `a${text}b`, `\n${text}`, `"${text}${text}`]);
  return [...texts, ...all, "👩‍💻", "\n👩‍💻", "𝒳\u0301"].filter(
    (text) => text === text.normalize("NFC"),
  );
}

test.skipIf(!terraformAvailable)(
  "Terraform's yamldecode and jsondecode read what was written",
  { timeout: 600_000 },
  () => {
    const folder = mkdtempSync(join(tmpdir(), "terraloom-decoded-"));
    try {
      const texts = hostileTexts();
      writeFileSync(join(folder, "texts.json"), written("json", texts));
      const lines = texts.map((text) => `- ${written("yaml", text)}\n`);
      writeFileSync(join(folder, "texts.yaml"), lines.join(""));
      const keys = ["<<", "k".repeat(1_100), "=", "? a", "<<: a", ...texts.slice(0, 300)];
      const maps = keys.map((key, index) => ({ [key]: index, other: { [key]: [{ [key]: key }] } }));
      writeFileSync(join(folder, "maps.json"), written("json", maps));
      writeFileSync(join(folder, "maps.yaml"), written("yaml", maps));
      // Each in base64: jsonencode itself makes no JSON of some of them.
      const run = (expression: string): string[] => {
        const { stdout, stderr } = spawnSync("terraform", ["console"], {
          cwd: folder,
          input: `base64encode(jsonencode(${expression}))\n`,
          encoding: "utf8",
          maxBuffer: 2 ** 28,
        });
        const [, encoded] = /"([\w+/=]+)"/.exec(stdout) ?? [];
        if (encoded === undefined) throw new Error(stderr.slice(0, 2_000));
        const texts = JSON.parse(Buffer.from(encoded, "base64").toString()) as string[];
        return texts.map((text) => Buffer.from(text, "base64").toString());
      };
      expect(run('[for t in jsondecode(file("texts.json")) : base64encode(t)]')).toEqual(texts);
      expect(run('[for t in yamldecode(file("texts.yaml")) : base64encode(t)]')).toEqual(texts);
      const ofMaps =
        '[for m in %: base64encode(join("|", concat(keys(m), keys(m.other), flatten([for v in m.other: [for w in v: concat(keys(w), values(w))]]))))]';
      const wanted = maps.map(({ other, ...rest }, index) => {
        const key = keys[index] ?? "";
        return [...Object.keys({ ...rest, other }).sort(byBytes), key, key, key].join("|");
      });
      expect(run(ofMaps.replace("%", 'jsondecode(file("maps.json"))'))).toEqual(wanted);
      expect(run(ofMaps.replace("%", 'yamldecode(file("maps.yaml"))'))).toEqual(wanted);
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
);

function byBytes(one: string, other: string): number {
  return Buffer.compare(Buffer.from(one), Buffer.from(other));
}
