import { basename, dirname } from "node:path";
import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import { disk } from "../files/disk.ts";
import { readText } from "../model/files.ts";
import { failure, type Result, success } from "../model/result.ts";
import { type ShardAnswers, shardedCommands } from "../model/shard.ts";

/**
 * Reads the answers of all shards of one command. One that is missing or comes twice is a problem, and so are answers
 * to other questions, or about other code.
 *
 * @param files absolute paths
 * @param fingerprint of the project here
 */
export function readShards(
  files: readonly string[],
  fingerprint: string | undefined,
): Result<readonly ShardAnswers[]> {
  const read = files.map((file) => ({ file, shard: readShard(file) }));
  const problems: Diagnostic[] = read.flatMap(({ file, shard }) =>
    shard ? [] : [diagnostic("shard-unreadable", { file })],
  );
  const found = read.flatMap(({ file, shard }) => (shard ? [{ file, shard }] : []));
  const [first] = found;
  if (!first) return failure(...problems, ...(problems.length > 0 ? [] : [noShards()]));
  const questionOf = ({ command, shard, asked }: ShardAnswers): string =>
    JSON.stringify([command, shard.count, asked]);
  const seen = new Map<number, string>();
  for (const { file, shard } of found) {
    if (questionOf(shard) !== questionOf(first.shard)) {
      problems.push(diagnostic("shard-other", { file, other: first.file }));
      continue;
    }
    if (shard.fingerprint !== fingerprint) problems.push(diagnostic("shard-code", { file }));
    const { index } = shard.shard;
    const other = seen.get(index);
    if (other !== undefined) problems.push(diagnostic("shard-twice", { index, file, other }));
    seen.set(index, file);
  }
  const { count } = first.shard.shard;
  const missing = Array.from({ length: count }, (_, at) => at + 1).filter((at) => !seen.has(at));
  if (missing.length > 0) problems.push(diagnostic("shard-missing", { missing, count }));
  const inOrder = found.map(({ shard }) => shard).sort((a, b) => a.shard.index - b.shard.index);
  return problems.length > 0 ? failure(...problems) : success(inOrder);
}

function noShards(): Diagnostic {
  return diagnostic("answer-wrong", { option: "FILE", problem: "there are no answers to merge" });
}

function readShard(file: string): ShardAnswers | undefined {
  try {
    const text = readText(disk(dirname(file)), basename(file)) ?? "";
    const read = JSON.parse(text) as Partial<ShardAnswers> | null;
    const isOurs =
      read?.version === 1 &&
      shardedCommands.some((command) => command === read.command) &&
      Number.isInteger(read.shard?.index) &&
      Number.isInteger(read.shard?.count) &&
      Array.isArray(read.asked) &&
      typeof read.answers === "object" &&
      read.answers !== null;
    return isOurs ? (read as ShardAnswers) : undefined;
  } catch {
    return undefined;
  }
}
