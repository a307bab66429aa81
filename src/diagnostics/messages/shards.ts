import { error } from "../messages/entry.ts";
import { list } from "../phrases.ts";

/** Why a file does not hold what a shard has found. */
export type NoShard =
  | { readonly kind: "absent" | "folder" | "empty" | "no-json" | "no-shard" }
  | { readonly kind: "no-answers"; readonly command: string }
  | { readonly kind: "no-answer"; readonly environment: string };

/** What `merge` may have to say of the answers that it is given. */
export const shardMessages = {
  "shard-unreadable": error<{ file: string; why: NoShard }>(({ file, why }) => ({
    message: `${file} does not hold the results of a shard: ${noShardText(why)}`,
    advice: "Give the files that verify, status or drift-report wrote with --shard K/N.",
  })),
  "shard-other": error<{ file: string; other: string }>(({ file, other }) => ({
    message: `${file} and ${other} are not parts of one run: their command, environments or options differ`,
    advice: "Merge the shards of one command, with the same N, environments and options.",
  })),
  "shard-code": error<{ file: string }>(({ file }) => ({
    message: `${file} was made from other code than what is here`,
    advice: "Merge in a checkout of the commit that the shards ran on, with the same terraloom.",
  })),
  "shard-twice": error<{ index: number; file: string; other: string }>(
    ({ index, file, other }) => ({
      message: `shard ${index} is there twice: ${other} and ${file}`,
      advice: "Give only one of the two.",
    }),
  ),
  "shard-missing": error<{ missing: readonly number[]; count: number }>(({ missing, count }) => ({
    message: `of ${count} shards these are missing: ${list(missing.slice(0, 20).map(String))}${missing.length > 20 ? " ..." : ""}`,
    advice: "A job that failed writes no results: see its log.",
  })),
} as const;

function noShardText(why: NoShard): string {
  switch (why.kind) {
    case "absent":
      return "there is no such file";
    case "folder":
      return "it is a folder";
    case "empty":
      return "it is empty";
    case "no-json":
      return "it is no JSON, or not all of it";
    case "no-shard":
      return "it was not written with --shard";
    case "no-answers":
      return `it has no answers of ${why.command}`;
    case "no-answer":
      return `it has no answer for ${why.environment}`;
  }
}
