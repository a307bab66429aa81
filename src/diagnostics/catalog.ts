import { adoptWords } from "./words/adopt.ts";
import { besideWords } from "./words/beside.ts";
import { convergeWords } from "./words/converge.ts";
import { driftWords } from "./words/drift.ts";
import { editsWords } from "./words/edits.ts";
import { generatedWords } from "./words/generated.ts";
import { gitWords } from "./words/git.ts";
import { initWords } from "./words/init.ts";
import { modulesWords } from "./words/modules.ts";
import { schemaWords } from "./words/schema.ts";
import { shardWords } from "./words/shards.ts";
import { specsWords } from "./words/specs.ts";
import { statusWords } from "./words/status.ts";
import { templatesWords } from "./words/templates.ts";
import { terraformWords } from "./words/terraform.ts";

/** Every problem that terraloom can tell of, and its words. A code without words does not compile. */
export const catalog = {
  ...schemaWords,
  ...specsWords,
  ...templatesWords,
  ...generatedWords,
  ...besideWords,
  ...modulesWords,
  ...terraformWords,
  ...gitWords,
  ...statusWords,
  ...shardWords,
  ...editsWords,
  ...driftWords,
  ...convergeWords,
  ...initWords,
  ...adoptWords,
} as const;

/** The codes of all problems. */
export type Code = keyof typeof catalog;

/** What a code's words are made from. */
export type Arguments<C extends Code> = Parameters<(typeof catalog)[C]["words"]>[0];
