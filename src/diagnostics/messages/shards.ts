import { list } from "../phrases.ts";
import { clauseOf, error, type Reason } from "./entry.ts";

const noShardReasons = {
  absent: "there is no such file",
  folder: "it is a folder",
  empty: "it is empty",
  "no-json": "it is not JSON, or it is not complete",
  "no-shard": "it was not written by a run with --shard",
  "no-answers": ({ command }: { command: string }) => `it has no results of ${command}`,
  "no-answer": ({ environment }: { environment: string }) => `it has no result for ${environment}`,
};

/** Why a file does not hold the results of a shard. */
export type NoShard = Reason<typeof noShardReasons>;

/** What can be wrong with the files that `merge` is given. */
export const shardMessages = {
  "shard-unreadable": error<{ file: string; why: NoShard }>(({ file, why }) => ({
    message: `${file} does not hold the results of a shard: ${clauseOf(noShardReasons, why)}`,
    advice: "Give the files that verify, status or drift-report wrote with --shard K/N.",
  })),
  "shard-other": error<{ file: string; other: string }>(({ file, other }) => ({
    message: `${file} and ${other} are not parts of one run: their command, environments or options differ`,
    advice: "Merge the shards of one command, with the same N, environments and options.",
  })),
  "shard-code": error<{ file: string }>(({ file }) => ({
    message: `${file} was made from a different commit`,
    advice: "Merge in a checkout of the commit that the shards ran on, with the same terraloom.",
  })),
  "shard-twice": error<{ index: number; file: string; other: string }>(
    ({ index, file, other }) => ({
      message: `shard ${index} is given twice: ${other} and ${file}`,
      advice: "Give only one of the two.",
    }),
  ),
  "shard-missing": error<{ missing: readonly number[]; count: number }>(({ missing, count }) => ({
    message: `of ${count} shards, these are missing: ${list(missing.slice(0, 20).map(String))}${missing.length > 20 ? " ..." : ""}`,
    advice: "A job that failed writes no results: see its log.",
  })),
} as const;
