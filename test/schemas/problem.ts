import * as z from "zod";

/** A place in one of the project's files; lines and columns count from 1. */
export const location = z
  .strictObject({
    file: z.string().describe("Relative to the project's root, with /"),
    line: z.int().min(1),
    column: z.int().min(1),
    endColumn: z.int().min(1).optional().describe("Exclusive"),
    excerpt: z.string().optional().describe("The text of that line"),
  })
  .meta({ id: "location" });

/** A problem, as every JSON output tells it. */
export const problem = z
  .strictObject({
    code: z.string().describe("See docs/errors.md"),
    severity: z.enum(["error", "warning"]),
    message: z.string(),
    advice: z.string().optional(),
    location: location.optional(),
    related: z.array(z.strictObject({ location, note: z.string() })).optional(),
    arguments: z.record(z.string(), z.unknown()).describe("What the message is made of"),
  })
  .meta({ id: "problem" });

/** `--format json` of generate and verify. */
export const problemsSchema = z.strictObject({ version: z.literal(1), problems: z.array(problem) });
