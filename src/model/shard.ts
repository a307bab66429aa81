/** One of several equal parts of the environments, counted from 1. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/** The commands that can run in shards. */
export type ShardedCommand = "verify" | "status" | "drift-report";

/**
 * The results of one shard of a command, without a verdict, so that all shards together are reported
 * like one run. Its JSON is described by docs/json/shard.schema.json.
 */
export interface ShardAnswers<Answers = unknown> {
  readonly version: 1;
  readonly command: ShardedCommand;
  readonly shard: Shard;
  /** Of schema, specs, templates and terraloom itself: answers about other code do not belong together. */
  readonly fingerprint: string;
  /** Selectors and options that the answers depend on. */
  readonly asked: readonly string[];
  readonly answers: Answers;
}
