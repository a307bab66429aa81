import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { literal } from "../../src/hcl/literal.ts";
import { variableBlock } from "../../src/hcl/variableBlock.ts";
import type { VariableDeclaration } from "../../src/model/terraformType.ts";
import type { Value } from "../../src/model/value.ts";

/** A variable, and the value its definition gives it; without one it keeps its default. */
export interface Definition {
  readonly declaration: VariableDeclaration;
  readonly value?: Value;
}

/** Terraform's time grows with the square of the errors it reports. */
const definitionsOfOnePlan = 100;

/**
 * What the real terraform says against each definition, by the variable's name: the definitions
 * stand in root modules of a hundred, of which each is planned. Throws if terraform refuses a
 * declaration itself.
 */
export function refusals(definitions: readonly Definition[]): Map<string, string[]> {
  if (definitions.length <= definitionsOfOnePlan) return refusalsOfOnePlan(definitions);
  const rest = refusals(definitions.slice(definitionsOfOnePlan));
  return new Map([...refusalsOfOnePlan(definitions.slice(0, definitionsOfOnePlan)), ...rest]);
}

function refusalsOfOnePlan(definitions: readonly Definition[]): Map<string, string[]> {
  const folder = mkdtempSync(join(tmpdir(), "translate-"));
  try {
    const declarations = definitions.map(({ declaration }) => variableBlock(declaration));
    writeFileSync(join(folder, "variables.tf"), declarations.join(""));
    const values = definitions.map(({ declaration: { name }, value }) =>
      value === undefined ? "\n" : `${name} = ${literal(value)}\n`,
    );
    writeFileSync(join(folder, "terraform.tfvars"), values.join(""));
    return readDiagnostics(
      plan(folder),
      firstLines(declarations, definitions),
      firstLines(values, definitions),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

interface Diagnostic {
  readonly severity: string;
  readonly summary: string;
  readonly detail: string;
  readonly range?: { readonly filename: string; readonly start: { readonly line: number } };
}

function plan(folder: string): Diagnostic[] {
  const { stdout } = spawnSync("terraform", ["plan", "-json", "-input=false", "-lock=false"], {
    cwd: folder,
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  return stdout
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .map((line) => JSON.parse(line) as { diagnostic?: Diagnostic })
    .flatMap(({ diagnostic }) => (diagnostic?.severity === "error" ? [diagnostic] : []));
}

/** The name of the variable on each line of a file that holds one text for each definition. */
function firstLines(texts: readonly string[], definitions: readonly Definition[]): string[] {
  return texts.flatMap((text, index) =>
    Array<string>(text.split("\n").length - 1).fill(definitions[index]?.declaration.name ?? ""),
  );
}

function readDiagnostics(
  diagnostics: readonly Diagnostic[],
  declared: readonly string[],
  defined: readonly string[],
): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { summary, detail, range } of diagnostics) {
    // A broken rule is reported at the definition or, for a default, at the declaration.
    const lines = range?.filename.endsWith("terraform.tfvars") ? defined : declared;
    const name = range && lines[range.start.line - 1];
    const isRefusal = /^(Invalid value for (input )?variable|Required variable not set)$/.test(
      summary,
    );
    if (!name || !isRefusal) throw new Error(`${summary}: ${detail} ${JSON.stringify(range)}`);
    const message = detail.replace(/\n\nThis was checked by the validation rule[\s\S]*$/, "");
    found.set(name, [...(found.get(name) ?? []), message]);
  }
  return found;
}
