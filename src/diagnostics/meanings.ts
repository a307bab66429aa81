import type { Code } from "./catalog.ts";
import { adoptMeanings } from "./meanings/adopt.ts";
import { besideMeanings } from "./meanings/beside.ts";
import { convergeMeanings } from "./meanings/converge.ts";
import { driftMeanings } from "./meanings/drift.ts";
import { editsMeanings } from "./meanings/edits.ts";
import type { Meaning } from "./meanings/entry.ts";
import { generatedMeanings } from "./meanings/generated.ts";
import { initMeanings } from "./meanings/init.ts";
import { modulesMeanings } from "./meanings/modules.ts";
import { schemaMeanings } from "./meanings/schema.ts";
import { shardMeanings } from "./meanings/shards.ts";
import { specsMeanings } from "./meanings/specs.ts";
import { statusMeanings } from "./meanings/status.ts";
import { templatesMeanings } from "./meanings/templates.ts";
import { terraformMeanings } from "./meanings/terraform.ts";

/** What each code means, and what to do about it, for docs/errors.md. */
export const meanings: Readonly<Record<Code, Meaning>> = {
  ...schemaMeanings,
  ...specsMeanings,
  ...templatesMeanings,
  ...generatedMeanings,
  ...besideMeanings,
  ...modulesMeanings,
  ...terraformMeanings,
  ...statusMeanings,
  ...shardMeanings,
  ...editsMeanings,
  ...driftMeanings,
  ...convergeMeanings,
  ...initMeanings,
  ...adoptMeanings,
};
