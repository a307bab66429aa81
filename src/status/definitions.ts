import { type Constant, unknown } from "../hcl/evaluate/constant.ts";
import { evaluate, nothingKnown } from "../hcl/evaluate/evaluate.ts";
import { outline } from "../hcl/outline/outline.ts";
import { type Files, readText } from "../model/files.ts";
import { readJson } from "../text/readJson.ts";
import type { Given } from "./expectedKeys.ts";

/** The definitions of `terraform.tfvars` and of the files that Terraform reads after it: the last one counts. */
export function definitionsIn(files: Pick<Files, "read" | "list">, folder: string): Given {
  const names = files.list(folder).map(({ name }) => name);
  const own = ["terraform.tfvars", "terraform.tfvars.json"].filter((name) => names.includes(name));
  const automatic = names.filter((name) => /\.auto\.tfvars(?:\.json)?$/.test(name));
  const given = new Map<string, Constant>();
  for (const name of [...own, ...automatic]) {
    const text = readText(files, `${folder}/${name}`) ?? "";
    // Values in JSON are not evaluated.
    if (name.endsWith(".json")) {
      for (const key of Object.keys(readJson(text) ?? {})) given.set(key, unknown);
      continue;
    }
    for (const { name, expression } of outline(text).body.attributes) {
      const value = evaluate(expression, nothingKnown);
      given.set(name, value);
    }
  }
  return given;
}
