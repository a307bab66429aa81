import { type Constant, unknown } from "../hcl/evaluate/constant.ts";
import { evaluate } from "../hcl/evaluate/evaluate.ts";
import { outline } from "../hcl/outline/outline.ts";
import { type Files, readText } from "../model/files.ts";
import type { Given } from "./expectedKeys.ts";

/** What `terraform.tfvars` gives, and the files that Terraform reads after it: the last one counts. */
export function definitionsIn(files: Pick<Files, "read" | "list">, folder: string): Given {
  const names = files.list(folder).map(({ name }) => name);
  const own = ["terraform.tfvars", "terraform.tfvars.json"].filter((name) => names.includes(name));
  const automatic = names.filter((name) => /\.auto\.tfvars(?:\.json)?$/.test(name));
  const given = new Map<string, Constant>();
  for (const name of [...own, ...automatic]) {
    const text = readText(files, `${folder}/${name}`) ?? "";
    // Of JSON, no value is worked out.
    if (name.endsWith(".json")) for (const key of keysIn(text)) given.set(key, unknown);
    else
      for (const { name, expression } of outline(text).body.attributes)
        given.set(
          name,
          evaluate(expression, () => unknown),
        );
  }
  return given;
}

function keysIn(json: string): readonly string[] {
  try {
    return Object.keys(JSON.parse(json));
  } catch {
    return [];
  }
}
