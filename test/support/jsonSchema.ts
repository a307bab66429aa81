import * as z from "zod";

/** A list of words over several lines, and what stands before it on its first. */
const list = /^(.*)\[\n\s+("[^"]*"(?:,\n\s+"[^"]*")*)\n\s+\](,?)/gm;

/** A zod schema as the JSON Schema that is shipped, formatted as the linter does: lists of words on one line. */
export function jsonSchemaText(schema: z.ZodType): string {
  const value = z.toJSONSchema(schema, { target: "draft-2020-12" });
  const text = JSON.stringify(value, undefined, 2);
  const onLines = text.replaceAll(list, (whole, before: string, items: string, comma: string) => {
    const line = `${before}[${items.replaceAll(/,\n\s+/g, ", ")}]${comma}`;
    return line.length > 100 ? whole : line;
  });
  return `${onLines}\n`;
}
