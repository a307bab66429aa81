import * as z from "zod";

const key = z.string().regex(/^[\w:-]+$/);

/** What Buildkite takes of a pipeline that is uploaded: groups of steps. */
export const buildkiteSchema = z.strictObject({
  steps: z.array(
    z.strictObject({
      group: z.string(),
      key,
      depends_on: z.array(key).min(1).optional(),
      steps: z
        .array(
          z.strictObject({
            label: z.string(),
            command: z.string(),
            env: z.record(z.string().regex(/^[A-Z_]+$/), z.string()),
            concurrency: z.int().min(1).optional(),
            concurrency_group: z.string().max(200).optional(),
          }),
        )
        .min(1),
    }),
  ),
});
