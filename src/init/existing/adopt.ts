import { posix } from "node:path";
import { type Diagnostic, diagnostic } from "../../diagnostics/diagnostic.ts";
import { startOf } from "../../diagnostics/position.ts";
import { decodeText } from "../../model/files.ts";
import { withHeader } from "../../render/fileKind.ts";
import type { Blueprint } from "../blueprint.ts";
import {
  type Adoption,
  beginAdoption,
  escapeBraces,
  type Part,
  partsOf,
  sameText,
} from "./adoption.ts";
import { adoptBackend } from "./backend.ts";
import { adoptCalls } from "./calls.ts";
import { type Existing, type ExistingModule, readsFiles } from "./read.ts";
import { adoptVariables } from "./variables.ts";

/** A repository's environments and modules as a project, and what its owner has to know; or why they cannot be. */
export type Adopted =
  | { readonly blueprint: Blueprint; readonly notes: readonly Diagnostic[] }
  | { readonly reasons: readonly Diagnostic[] };

/**
 * Makes a project of what is there: modules are copied, what environments hold becomes variables and values, and
 * all other code is taken as it is. That works where environments differ in literals alone.
 *
 * @param order the environments by name, first to last
 */
export async function adopt(
  existing: Existing,
  stack: string,
  order: readonly string[],
): Promise<Adopted> {
  const environments = order.flatMap((name) =>
    existing.environments.filter((one) => one.name === name),
  );
  const adoption = beginAdoption(environments, existing.modules);
  adoption.reasons.push(...existing.problems);
  const parts = partsOf(adoption);
  const variables = await adoptVariables(adoption, parts);
  const calls = await adoptCalls(adoption, parts);
  const backend = await adoptBackend(adoption, parts);
  const rest = restOf(adoption, parts);
  const modules = copyModules(existing.modules, adoption);
  if (adoption.reasons.length > 0) return { reasons: adoption.reasons };
  const main = [...rest.main, ...calls].join("\n\n");
  const templates = new Map<string, string | Uint8Array>(modules);
  const files: readonly (readonly [string, string])[] = [
    ["main.tf.hbs", `${main}\n`],
    [
      "variables.tf.hbs",
      `{{variableDeclarations}}\n${variables.byHand.map((text) => `\n${text}\n`).join("")}`,
    ],
    ["terraform.tfvars.hbs", `{{variableDefinitions}}\n${variables.definitions.join("")}`],
    ...backend,
    ...rest.files,
  ];
  for (const [path, text] of files) templates.set(`environments/${stack}/${path}`, text);
  const values = adoption.values();
  const blueprint: Blueprint = {
    stack,
    modules: existing.modules.map(({ name }) => name),
    environments: order,
    settings: [...adoption.settings.values()],
    variables: [...adoption.variables.values()],
    ...values,
    templates,
  };
  return { blueprint, notes: adoption.notes };
}

const handled = new Set(["variable", "module", "terraform"]);
const ownFiles = new Set(["main.tf", "variables.tf", "backend.tf", "terraform.tf", "terraloom.tf"]);

/** Blocks that are the same in all environments, by the file they stand in; those of main.tf go into its template. */
function restOf(
  adoption: Adoption,
  parts: readonly Part[],
): { readonly main: readonly string[]; readonly files: readonly (readonly [string, string])[] } {
  const main: string[] = [];
  const files = new Map<string, string[]>();
  for (const part of parts.filter(({ type }) => !handled.has(type))) {
    const text = sameText(adoption, part);
    if (text === undefined) continue;
    if (readsFiles(text)) adoption.leave(part, "it reads a file of its folder");
    const name = posix.basename(part.first.file.path);
    if (ownFiles.has(name) || name.startsWith("_")) main.push(escapeBraces(text));
    else files.set(name, [...(files.get(name) ?? []), text]);
  }
  return {
    main,
    files: [...files].map(([name, texts]) => [name, `${texts.join("\n\n")}\n`] as const),
  };
}

function copyModules(
  modules: readonly ExistingModule[],
  adoption: Adoption,
): ReadonlyMap<string, Uint8Array> {
  const copies = new Map<string, Uint8Array>();
  for (const { name, folder, files } of modules) {
    for (const [path, bytes] of files) {
      const place = startOf(`${folder}/${path}`);
      const why = copyFault(name, path, bytes);
      if (why !== undefined) adoption.reasons.push(diagnostic("not-taken-over", { why }, place));
      const text = decodeText(bytes);
      if (text !== undefined && !path.endsWith(".tf") && withHeader(path, ["x"], text) !== text) {
        const note =
          "the copy of this file gets a first line that says what made it: where Terraform reads the file, the plan shows that";
        adoption.notes.push(diagnostic("taken-over-but", { note }, place));
      }
      copies.set(`modules/${name}/${path}`, bytes);
    }
  }
  return copies;
}

/** Why a module's file cannot be a template that is copied. */
function copyFault(module: string, path: string, bytes: Uint8Array): string | undefined {
  if (`${module}/${path}`.split("/").some((segment) => segment.startsWith("_"))) {
    return "a template with a leading _ is a partial";
  }
  if (path.endsWith(".hbs")) return "a template that ends in .hbs is run, not copied";
  const text = path.endsWith(".tf") ? (decodeText(bytes) ?? "") : "";
  const outside = [...text.matchAll(/source\s*=\s*"(\.\.?\/[^"]*)"/g)].find(
    ([, source = ""]) =>
      posix.join("modules", module, posix.dirname(path), source).split("/")[0] !== "modules",
  );
  return outside ? `it calls ${outside[1]}, which is not in modules/` : undefined;
}
