import { basename, dirname } from "node:path";
import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import type { NoShard } from "../diagnostics/messages/shards.ts";
import { disk } from "../files/disk.ts";
import { readText } from "../model/files.ts";
import type { Project } from "../model/project.ts";
import { type Failure, failure, type Result, success } from "../model/result.ts";
import type { ShardAnswers } from "../model/shard.ts";
import { selectEnvironments } from "../resolve/selectEnvironments.ts";
import { isInShard } from "../resolve/shard.ts";
import { readJson } from "../text/readJson.ts";
import { hasAnswers, isShard } from "./shardShape.ts";

/** What all shards of one command answer, in their order. */
interface Merged extends Pick<ShardAnswers, "command" | "asked"> {
  readonly answers: readonly unknown[];
}

/**
 * Reads the answers of all shards of one command. One that is missing or comes twice is a problem, and so are answers
 * to other questions, or about other code.
 *
 * @param files absolute paths
 */
export function readShards(files: readonly string[], project: Project): Result<Merged> {
  const read = files.map((file) => ({ file, shard: readShard(file) }));
  const problems: Diagnostic[] = read.flatMap(({ shard }) => (shard.ok ? [] : shard.problems));
  const found = read.flatMap(({ file, shard }) => (shard.ok ? [{ file, shard: shard.value }] : []));
  const [first] = found;
  if (!first) {
    const none = diagnostic("answer-missing", {
      option: "FILE",
      wants: "what shards have written",
    });
    return failure(...(problems.length > 0 ? problems : [none]));
  }
  const questionOf = ({ command, shard, asked }: ShardAnswers): string =>
    JSON.stringify([command, shard.count, asked]);
  const seen = new Map<number, string>();
  for (const { file, shard } of found) {
    if (questionOf(shard) !== questionOf(first.shard)) {
      problems.push(diagnostic("shard-other", { file, other: first.file }));
      continue;
    }
    if (shard.fingerprint !== project.fingerprint) {
      problems.push(diagnostic("shard-code", { file }));
    } else {
      problems.push(
        ...unanswered(project, shard).map((environment) =>
          diagnostic("shard-unreadable", { file, why: { kind: "no-answer", environment } }),
        ),
      );
    }
    const { index } = shard.shard;
    const other = seen.get(index);
    if (other !== undefined) problems.push(diagnostic("shard-twice", { index, file, other }));
    seen.set(index, file);
  }
  const { count } = first.shard.shard;
  const missing = Array.from({ length: count }, (_, at) => at + 1).filter((at) => !seen.has(at));
  if (missing.length > 0) problems.push(diagnostic("shard-missing", { missing, count }));
  const inOrder = found.map(({ shard }) => shard).sort((a, b) => a.shard.index - b.shard.index);
  if (problems.length > 0) return failure(...problems);
  const { command, asked } = first.shard;
  return success({ command, asked, answers: inOrder.map(({ answers }) => answers) });
}

function readShard(file: string): Result<ShardAnswers> {
  const unreadable = (why: NoShard): Failure =>
    failure(diagnostic("shard-unreadable", { file, why }));
  const files = disk(dirname(file));
  const kind = files.kind(basename(file));
  if (kind === undefined) return unreadable({ kind: "absent" });
  if (kind === "directory") return unreadable({ kind: "folder" });
  const text = readText(files, basename(file)) ?? "";
  if (text.trim() === "") return unreadable({ kind: "empty" });
  const read = readJson(text);
  if (read === undefined) return unreadable({ kind: "no-json" });
  if (!isShard(read)) return unreadable({ kind: "no-shard" });
  if (!hasAnswers(read)) return unreadable({ kind: "no-answers", command: read.command });
  return success(read);
}

/** The environments of a shard that it has no result for: only of status is there one for each. */
function unanswered(
  { environments }: Project,
  { command, shard, asked, answers }: ShardAnswers,
): readonly string[] {
  if (command !== "status") return [];
  const names = selectEnvironments(environments, asked).environments.map(({ name }) => name);
  return names.filter((name) => isInShard(name, shard) && !Object.hasOwn(answers as object, name));
}
