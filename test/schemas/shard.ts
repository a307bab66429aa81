import * as z from "zod";

/** What verify, status and drift-report write with `--shard K/N`, for `terraloom merge`. */
export const shardSchema = z.strictObject({
  version: z.literal(1),
  command: z.enum(["verify", "status", "drift-report"]),
  shard: z.strictObject({ index: z.int().min(1), count: z.int().min(1) }),
  fingerprint: z
    .string()
    .describe("Of the code that was looked at, and of terraloom: all shards have the same"),
  asked: z.array(z.string()).describe("Selectors of environments, as they were given"),
  answers: z
    .record(z.string(), z.unknown())
    .describe("By environment, or what Terraform found; terraloom merge alone reads it"),
});
