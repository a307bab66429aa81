import type { ShardAnswers, ShardedCommand } from "../model/shard.ts";
import { isJsonObject, type JsonObject } from "../model/value.ts";

/** Whether JSON is what a shard writes: anybody may have touched a file. */
export function isShard(read: unknown): read is ShardAnswers {
  return (
    isJsonObject(read) &&
    read.version === 1 &&
    typeof read.command === "string" &&
    Object.hasOwn(answerShapes, read.command) &&
    isJsonObject(read.shard) &&
    Number.isInteger(read.shard.index) &&
    Number.isInteger(read.shard.count) &&
    isText(read.fingerprint) &&
    isList(read.asked, isText) &&
    isJsonObject(read.answers)
  );
}

/** Whether a shard's answers are of the kind that its command gives. */
export function hasAnswers({ command, answers }: ShardAnswers): boolean {
  return isJsonObject(answers) && answerShapes[command](answers);
}

const answerShapes: Readonly<Record<ShardedCommand, (answers: JsonObject) => boolean>> = {
  verify: ({ findings, unformatted, program, version }) =>
    isList(findings, (found) => hasTexts(found, "kind", "summary", "detail")) &&
    isList(unformatted, isText) &&
    isText(program) &&
    isText(version),
  status: (answers) =>
    Object.values(answers).every((one) => isJsonObject(one) && isApplied(one.applied)),
  "drift-report": (answers) =>
    Object.values(answers).every(
      (files) =>
        isJsonObject(files) &&
        Object.values(files).every((file) => hasTexts(file, "content", "body", "comparable")),
    ),
};

function isApplied(applied: unknown): boolean {
  if (!isJsonObject(applied)) return false;
  const { kind, held, faults, resources, given } = applied;
  switch (kind) {
    case "applied":
      return (
        hasTexts(applied, "digest", "environment") &&
        [held, faults, resources].every(Array.isArray) &&
        isJsonObject(given)
      );
    case "unfinished":
      return hasTexts(applied, "begun");
    case "elsewhere":
      return hasTexts(applied, "place");
    case "unreachable":
      return hasTexts(applied, "reason");
    default:
      return kind === "never" || kind === "not-ours" || kind === "shared";
  }
}

function hasTexts(value: unknown, ...names: readonly string[]): boolean {
  return isJsonObject(value) && names.every((name) => isText(value[name]));
}

function isList(value: unknown, isItem: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(isItem);
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}
