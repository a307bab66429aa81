import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, vi } from "vitest";
import { terraloom } from "../support/screen.ts";

/** Operations by name. */
const counts = vi.hoisted(() => new Map<string, number>());
const count = vi.hoisted(() => (name: string): void => {
  counts.set(name, (counts.get(name) ?? 0) + 1);
});

vi.mock("../../src/hcl/outline/outline.ts", async (original) => {
  const real = await original<typeof import("../../src/hcl/outline/outline.ts")>();
  const outline: typeof real.outline = (...parameters) => {
    count("parse");
    return real.outline(...parameters);
  };
  return { ...real, outline };
});

vi.mock("../../src/files/disk.ts", async (original) => {
  const real = await original<typeof import("../../src/files/disk.ts")>();
  const disk: typeof real.disk = (...parameters) => {
    const files = real.disk(...parameters);
    const read: typeof files.read = (path) => {
      count("read");
      return files.read(path);
    };
    return { ...files, read };
  };
  return { ...real, disk };
});

/** What it costs to adopt so many environments. */
async function costOf(environments: number): Promise<ReadonlyMap<string, number>> {
  const root = mkdtempSync(join(tmpdir(), "terraloom-adopt-linear-"));
  const write = (path: string, text: string): void => {
    mkdirSync(join(root, path, ".."), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  write("modules/app/main.tf", 'variable "size" {}\n\noutput "size" {\n  value = var.size\n}\n');
  for (let number = 0; number < environments; number++) {
    const folder = `environments/site-${number}`;
    const extra = number % 2 === 0 ? 'resource "terraform_data" "even" {}\n' : "";
    const call = `module "app" {\n  source = "../../modules/app"\n  size   = ${number}\n}\n`;
    write(`${folder}/main.tf`, `locals {\n  name = "site-${number}"\n}\n\n${call}${extra}`);
    write(`${folder}/variables.tf`, 'variable "region" {\n  type = string\n}\n');
    write(`${folder}/terraform.tfvars`, `region = "region-${number % 3}"\n`);
    if (number % 2 === 1) write(`${folder}/odd.tf`, 'resource "terraform_data" "odd" {}\n');
  }
  counts.clear();
  expect(await terraloom(root, "adopt", "--dry-run")).toMatchObject({ exitCode: 0 });
  rmSync(root, { recursive: true });
  return new Map(counts);
}

it("adopt reads and parses each file equally often, however many environments there are", async () => {
  const few = await costOf(8);
  const many = await costOf(16);
  for (const operation of ["read", "parse"]) {
    const [before = 0, after = 0] = [few.get(operation), many.get(operation)];
    expect(before).toBeGreaterThan(8);
    expect(after, operation).toBeLessThanOrEqual(2 * before);
  }
  // Of each environment, its four files a handful of times.
  expect(many.get("read")).toBeLessThan(16 * 4 * 6);
  expect(many.get("parse")).toBeLessThan(16 * 4 * 8);
});
