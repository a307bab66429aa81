import { literalOf } from "../../hcl/literalOf.ts";
import { readType } from "../../hcl/readType.ts";
import type { Value } from "../../model/value.ts";
import {
  type Adoption,
  escapeBraces,
  noteAt,
  type Occurrence,
  type Part,
  sameText,
} from "./adoption.ts";
import type { Block } from "./blocks.ts";
import { leftAt } from "./read.ts";

/** What of the environments' own variables the schema does not declare. */
export interface ByHand {
  /** `variable` blocks that stay as they are. */
  readonly byHand: readonly string[];
  /** Lines of terraform.tfvars that templates write from settings. */
  readonly definitions: readonly string[];
}

/** Takes the environments' own variables over: those with a value and a type into the schema, others as they are. */
export async function adoptVariables(adoption: Adoption, parts: readonly Part[]): Promise<ByHand> {
  const byHand: string[] = [];
  const definitions: string[] = [];
  for (const part of parts.filter(({ type }) => type === "variable")) {
    const [name = ""] = part.labels;
    const values: (Value | undefined)[] = [];
    for (const occurrence of part.occurrences)
      values.push(await valueIn(adoption, part, occurrence));
    const given = values.filter((value) => value !== undefined);
    const type = readType(attributeOf(part.first.block, "type") ?? "");
    const types = new Set(
      part.occurrences.map(({ block }) => attributeOf(block, "type")?.replace(/\s+/g, "")),
    );
    if (types.size > 1) {
      adoption.leave(part, "its type is not the same in all environments");
    } else if (given.length === 0) {
      const text = sameText(adoption, part);
      if (text !== undefined) byHand.push(escapeBraces(text));
      const note = `no file gives "${name}" a value that can be read: it stays declared as it is, and its value comes from where it came from`;
      adoption.notes.push(noteAt(part.first.file, part.first.block.offset, note));
    } else if (given.length < values.length) {
      adoption.leave(part, "only some environments give it a value that can be read");
    } else {
      const { description, sensitive } = await sayings(part.first.block);
      const request = { name, description, values: given, sensitive };
      if (part.first.block.blocks.some((block) => block.type === "validation")) {
        const note = `the validation blocks of "${name}" are not taken over: say in its zod type what they say`;
        adoption.notes.push(noteAt(part.first.file, part.first.block.offset, note));
      }
      const declared = type && adoption.declare({ ...request, kind: "variable", type });
      if (declared) continue;
      const text = sameText(adoption, part);
      if (text !== undefined) byHand.push(escapeBraces(text));
      adoption.declare({ ...request, kind: "setting", type: undefined, comment: untold });
      definitions.push(`${name} = {{settings.${name}}}\n`);
    }
  }
  return { byHand, definitions };
}

/** Above a setting that stands for a variable. */
export const untold =
  "Terraform's type says nothing to hold it to, so a template writes the value: give it a type.";

/** What an environment gives a variable, or its default. Null stands for a value that is not there. */
async function valueIn(
  adoption: Adoption,
  part: Part,
  { environment, block }: Occurrence,
): Promise<Value | undefined> {
  const [name = ""] = part.labels;
  const definitions = adoption.environments.find((one) => one.name === environment)?.definitions;
  const defined = definitions?.get(name);
  const expression = defined?.attribute.expression ?? attributeOf(block, "default");
  const value = (expression === undefined ? undefined : await literalOf(expression)) ?? undefined;
  if (defined && value === undefined) {
    const why = `the value of "${name}" is no literal that can be kept`;
    adoption.reasons.push(leftAt(defined.file, defined.attribute.offset, why));
  }
  return value;
}

/** The text of an attribute of a block. */
export function attributeOf({ attributes }: Block, name: string): string | undefined {
  return attributes.find((attribute) => attribute.name === name)?.expression;
}

/** What a `variable` block says of itself. */
export async function sayings(
  block: Block,
): Promise<{ readonly description: string; readonly sensitive: boolean }> {
  const description = await literalOf(attributeOf(block, "description") ?? "null");
  const [name = ""] = block.labels;
  return {
    description:
      typeof description === "string" && description.trim() !== ""
        ? description.trim()
        : `${name}, not described so far`,
    sensitive: attributeOf(block, "sensitive") === "true",
  };
}
