import * as z from "zod";
import { location, problem } from "./problem.ts";

/** `terraloom check --format json`. */
export const checkSchema = z.strictObject({
  version: z.literal(1),
  verdict: z.enum(["current", "difference", "error"]),
  files: z
    .array(
      z.strictObject({
        path: z.string().describe("Relative to the project's root"),
        code: z.string().describe("See docs/errors.md"),
        kind: z.enum(["stale", "missing", "new", "orphaned", "edited", "blocked", "manifest"]),
        source: z.string().optional().describe("What makes it; absent where nothing does any more"),
        message: z.string(),
        advice: z.string().optional(),
        location: location.describe("The first line that differs"),
        diff: z
          .string()
          .optional()
          .describe(
            "Unified, from what is on disk to what generate would write; values that are sensitive are numbers",
          ),
      }),
    )
    .describe("Every file that is not what generate would make"),
  problems: z.array(problem),
});
