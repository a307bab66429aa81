import * as z from "zod";
import { problem } from "./problem.ts";

/** `terraloom affected --format json`. */
export const affectedSchema = z.strictObject({
  version: z.literal(1),
  verdict: z.enum(["unaffected", "affected", "error"]),
  since: z
    .strictObject({
      revision: z.string().describe("As it was asked for, or chosen"),
      commit: z.string().describe("Where HEAD left it"),
    })
    .optional()
    .describe("Absent where it is not known"),
  environments: z
    .array(
      z.strictObject({
        environment: z.string(),
        id: z
          .string()
          .regex(/^[^/]+$/)
          .describe("Its name without /, for jobs and artifacts; no other environment's"),
        stack: z.string(),
        path: z.string().describe("The folder it is applied from, relative to the project's root"),
        valuesFile: z
          .string()
          .optional()
          .describe(
            "Where it shares that folder: its file of values, relative to the project's root",
          ),
        wave: z
          .int()
          .min(1)
          .describe("In the promotion order of its stack; those in no wave come after all waves"),
        digest: z.string().describe("Of its code now"),
        reasons: z
          .array(
            z.strictObject({
              kind: z.enum([
                "new",
                "variable",
                "template",
                "module",
                "lock file",
                "file",
                "hold",
                "code",
              ]),
              names: z
                .array(z.string())
                .describe("Names of variables; paths relative to the project's root"),
            }),
          )
          .min(1),
      }),
    )
    .describe("In the order of their waves"),
  removed: z.array(z.string()).describe("Environments that there were and that are gone"),
  problems: z.array(problem),
});
