import * as z from "zod";

/** A zod schema as the JSON Schema that is shipped, formatted as the linter does: lists of words on one line. */
export function jsonSchemaText(schema: z.ZodType): string {
  const value = z.toJSONSchema(schema, { target: "draft-2020-12" });
  const text = JSON.stringify(value, undefined, 2);
  return `${text.replaceAll(/\[\n\s+("[^"]*"(?:,\n\s+"[^"]*")*)\n\s+\]/g, (list, items: string) => {
    const line = `[${items.replaceAll(/,\n\s+/g, ", ")}]`;
    return line.length > 80 ? list : line;
  })}\n`;
}
