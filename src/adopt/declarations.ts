import { attributeNamed, plainText } from "../hcl/outline/find.ts";
import { literalValue } from "../hcl/outline/literalValue.ts";
import type { Block } from "../hcl/outline/nodes.ts";
import { outline } from "../hcl/outline/outline.ts";
import { readType } from "../hcl/readType.ts";
import type { TerraformType } from "../model/terraformType.ts";
import type { Value } from "../model/value.ts";
import { codeIn, type Root } from "./roots.ts";

/** A `variable` block of a root module. */
export interface RootVariable {
  readonly type?: TerraformType;
  readonly description?: string;
  readonly sensitive: boolean;
  /** Where it is a literal. */
  readonly fallback?: Value;
}

/** The variables that a root module declares, by name. */
export function variablesOf(root: Root): ReadonlyMap<string, RootVariable> {
  const found = new Map<string, RootVariable>();
  for (const [name, text = ""] of codeIn(root)) {
    if (!/\.(?:tf|tofu)$/.test(name)) continue;
    for (const block of outline(text).body.blocks) {
      const [label] = block.labels;
      if (block.type === "variable" && label) found.set(label.text, readVariable(text, block));
    }
  }
  return found;
}

function readVariable(text: string, { body }: Block): RootVariable {
  const [type, description, sensitive, fallback] = [
    "type",
    "description",
    "sensitive",
    "default",
  ].map((name) => attributeNamed(body, name)?.expression);
  const read = type && readType(type);
  const words = description && plainText(description)?.trim();
  const value = fallback && literalValue(fallback.tokens);
  return {
    ...(read ? { type: read } : {}),
    ...(words ? { description: words } : {}),
    sensitive: sensitive !== undefined && text.slice(sensitive.start, sensitive.end) === "true",
    ...(value === undefined ? {} : { fallback: value }),
  };
}
