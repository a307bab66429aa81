import type { Project } from "../model/project.ts";
import type { Result } from "../model/result.ts";
import type { Shard, ShardAnswers, ShardedCommand } from "../model/shard.ts";
import { parseShard } from "../resolve/shard.ts";
import { type Arguments, type ExitCode, type Io, textOption } from "./command.ts";
import { refuse } from "./options.ts";

export const shardOption = {
  "--shard K/N": "process only part K of N of the environments, and print JSON for terraloom merge",
};

/** The shard that was asked for; `undefined` where none was. */
export function shardOf(given: Arguments): Shard | undefined {
  return parseShard(textOption(given, "shard") ?? "");
}

/** Writes the results of one shard; the exit status is then always 0. */
export function tellAnswers(
  command: ShardedCommand,
  shard: Shard,
  asked: readonly string[],
  { fingerprint = "" }: Project,
  found: Result<unknown>,
  io: Io,
): ExitCode {
  if (!found.ok) return refuse(found.problems, io);
  const answers: ShardAnswers = {
    version: 1,
    command,
    shard,
    fingerprint,
    asked,
    answers: found.value,
  };
  io.stdout.write(`${JSON.stringify(answers)}\n`);
  return 0;
}
