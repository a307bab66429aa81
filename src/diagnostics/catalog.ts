import { adoptMessages } from "./messages/adopt.ts";
import { convergeMessages } from "./messages/converge.ts";
import { driftMessages } from "./messages/drift.ts";
import { editsMessages } from "./messages/edits.ts";
import { forgeMessages } from "./messages/forge.ts";
import { generatedMessages } from "./messages/generated.ts";
import { gitMessages } from "./messages/git.ts";
import { handwrittenMessages } from "./messages/handwritten.ts";
import { initMessages } from "./messages/init.ts";
import { modulesMessages } from "./messages/modules.ts";
import { schemaMessages } from "./messages/schema.ts";
import { shardMessages } from "./messages/shards.ts";
import { specsMessages } from "./messages/specs.ts";
import { statusMessages } from "./messages/status.ts";
import { systemMessages } from "./messages/system.ts";
import { templatesMessages } from "./messages/templates.ts";
import { terraformMessages } from "./messages/terraform.ts";

/** Every problem that terraloom can report, and its words. A code without words does not compile. */
export const catalog = {
  ...schemaMessages,
  ...specsMessages,
  ...templatesMessages,
  ...generatedMessages,
  ...handwrittenMessages,
  ...modulesMessages,
  ...terraformMessages,
  ...forgeMessages,
  ...gitMessages,
  ...statusMessages,
  ...shardMessages,
  ...systemMessages,
  ...editsMessages,
  ...driftMessages,
  ...convergeMessages,
  ...initMessages,
  ...adoptMessages,
} as const;

export type Code = keyof typeof catalog;

/** What a code's words are made from. */
export type Arguments<C extends Code> = Parameters<(typeof catalog)[C]["words"]>[0];
