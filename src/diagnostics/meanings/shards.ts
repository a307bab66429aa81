import type { shardWords } from "../words/shards.ts";
import type { Meanings } from "./entry.ts";

export const shardMeanings: Meanings<typeof shardWords> = {
  "shard-unreadable": [
    "A file that `merge` was given does not hold a shard's answers.",
    "Give it what `verify`, `status` or `drift-report` wrote with `--shard K/N`.",
  ],
  "shard-other": [
    "Two shards answer different questions.",
    "Merge the shards of one command, with the same number of parts, environments and options.",
  ],
  "shard-code": [
    "A shard is about other code than what is here.",
    "Merge in a checkout of the commit that the shards ran on, with the same terraloom.",
  ],
  "shard-twice": ["A shard is there twice.", "Give each file once."],
  "shard-missing": ["Not all shards are there.", "See the log of the job that wrote no answers."],
};
