import { compareEnvironments } from "../compare/compare.ts";
import { subjectKey } from "../compare/waivers.ts";
import type { Unneeded } from "../model/drift.ts";
import { success } from "../model/result.ts";
import type { ProjectSchema, ProjectStack } from "../model/schema.ts";
import { type Specs, specOf } from "../model/spec.ts";
import type { Named } from "../model/subject.ts";
import { layersOf } from "../resolve/inherit.ts";
import { resolve } from "../resolve/resolve.ts";
import { type Edited, obstacle } from "../text/textEdit.ts";
import { setValue } from "../yaml/editSpec.ts";
import { removeWaivers } from "../yaml/waivers.ts";
import { specsWith } from "./specTexts.ts";

/** Waivers that a change has made unnecessary. */
export interface Settled {
  /** In specs that may be edited. */
  readonly own: readonly Unneeded[];
  /** In files that other environments share. */
  readonly shared: readonly Unneeded[];
}

/**
 * The waivers of some variables and settings that are not needed any more.
 *
 * @param files the specs that may be edited
 */
export function settledWaivers(
  schema: ProjectSchema,
  stack: ProjectStack,
  specs: Specs,
  subjects: readonly Named[],
  files: readonly string[],
  today: string,
): Settled {
  const members = resolve(schema, specs).environments.filter(({ stack: of }) => of === stack);
  const { unneeded } = compareEnvironments(stack, members, { today, complete: true });
  const keys = new Set(subjects.map(subjectKey));
  // Waivers of permitted differences were not needed before either: drift-report reports those.
  const settled = unneeded.filter(
    (entry) =>
      entry.what === "waiver" && entry.because === "identical" && keys.has(subjectKey(entry)),
  );
  const isOwn = ({ place }: Unneeded): boolean => files.includes(place?.file ?? "");
  return { own: settled.filter(isOwn), shared: settled.filter((entry) => !isOwn(entry)) };
}

/** A spec without its waivers of some variables and settings. Inherited waivers that its own list hides stay hidden. */
export function withoutWaivers(
  specs: Specs,
  file: string,
  text: string,
  subjects: readonly Named[],
  within: readonly string[] = [],
): Edited {
  let edited = text;
  for (const { kind, name } of subjects) {
    const edit = removeWaivers(edited, name, kind, within);
    if (!edit.ok) return edit;
    edited = edit.value;
  }
  const after = specsWith(specs, file, edited);
  const own = after && specOf(after, { file, within });
  if (!own) return obstacle({ kind: "shared", path: ["accepted_drift"] });
  const inherits =
    own.value !== null &&
    !own.has(["accepted_drift"]) &&
    layersOf(after, own).some(({ sections }) => sections.accepted_drift !== undefined);
  return inherits ? setValue(text, [...within, "accepted_drift"], []) : success(edited);
}
