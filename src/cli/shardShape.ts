import type { ShardAnswers, ShardedCommand } from "../model/shard.ts";

import { isJsonObject } from "../model/value.ts";

/** Whether JSON is of a form: anybody may have touched a file. */
type Form = (read: unknown) => boolean;

const text: Form = (read) => typeof read === "string";
const list: Form = Array.isArray;
const listOf =
  (item: Form): Form =>
  (read) =>
    Array.isArray(read) && read.every(item);
const mapOf =
  (item: Form): Form =>
  (read) =>
    isJsonObject(read) && Object.values(read).every(item);
const object =
  (fields: Readonly<Record<string, Form>>): Form =>
  (read) =>
    isJsonObject(read) && Object.entries(fields).every(([name, field]) => field(read[name]));

const isKeyOf = (table: object): Form => {
  return (read) => typeof read === "string" && Object.hasOwn(table, read);
};

/** What a state may say, by its kind. */
const applied: Readonly<Record<string, Form>> = {
  applied: object({
    digest: text,
    environment: text,
    held: list,
    faults: list,
    resources: list,
    given: isJsonObject,
  }),
  unfinished: object({ begun: text }),
  elsewhere: object({ place: text }),
  unreachable: isJsonObject,
  never: isJsonObject,
  "not-ours": isJsonObject,
  shared: isJsonObject,
};

const isApplied: Form = (read) =>
  isJsonObject(read) &&
  isKeyOf(applied)(read.kind) &&
  applied[read.kind as string]?.(read) === true;

const answers: Readonly<Record<ShardedCommand, Form>> = {
  verify: object({
    findings: listOf(object({ kind: text, summary: text, detail: text })),
    unformatted: listOf(text),
    program: text,
    version: text,
  }),
  status: mapOf(object({ applied: isApplied })),
  "drift-report": mapOf(mapOf(object({ content: text, body: text, comparable: text }))),
};

const shard = object({
  version: (read) => read === 1,
  command: isKeyOf(answers),
  shard: object({ index: Number.isInteger, count: Number.isInteger }),
  fingerprint: text,
  asked: listOf(text),
  answers: isJsonObject,
});

export function isShard(read: unknown): read is ShardAnswers {
  return shard(read);
}

/** Whether a shard's answers are of the kind that its command gives. */
export function hasAnswers(read: ShardAnswers): boolean {
  return answers[read.command](read.answers);
}
