import { compareEnvironments } from "../compare/compare.ts";
import { subjectKey } from "../compare/waivers.ts";
import type { Unneeded } from "../model/drift.ts";
import type { Environment } from "../model/environment.ts";
import { type Result, success } from "../model/result.ts";
import type { ProjectStack } from "../model/schema.ts";
import { specOf } from "../model/spec.ts";
import type { Named } from "../model/subject.ts";
import { layersOf } from "../resolve/inherit.ts";
import { resolve } from "../resolve/resolve.ts";
import { type Edited, type Obstacle, obstacle } from "../text/textEdit.ts";
import { setValue } from "../yaml/editSpec.ts";
import { removeWaivers } from "../yaml/waivers.ts";
import { type Sources, textIn, withEdit, withText } from "./sources.ts";

/** Waivers that a change has made unnecessary. */
export interface Settled {
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
  { schema, specs }: Sources,
  stack: ProjectStack,
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

/** Takes waivers about some variables and settings out of an environment's own spec. What its own list hid of others' stays hidden. */
export function withoutWaivers(
  sources: Sources,
  { file, within }: Pick<Environment, "file" | "within">,
  subjects: readonly Named[],
): Result<Sources, Obstacle> {
  const text = textIn(sources, file);
  let edit: Edited = success(text);
  for (const { kind, name } of subjects) {
    edit = removeWaivers(edit.value, name, kind, within);
    if (!edit.ok) return edit;
  }
  const after = withText(sources, file, edit.value);
  const own = after && specOf(after.specs, { file, within });
  if (!own) return obstacle({ kind: "shared", path: ["accepted_drift"] });
  const inherits =
    own.value !== null &&
    !own.has(["accepted_drift"]) &&
    layersOf(after.specs, own).some(({ sections }) => sections.accepted_drift !== undefined);
  return inherits
    ? withEdit(sources, file, setValue(text, [...within, "accepted_drift"], []), "accepted_drift")
    : success(after);
}
