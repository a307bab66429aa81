import { startOf } from "../diagnostics/position.ts";
import { type Draft, draftOf } from "../model/draft.ts";
import type { Environment, EnvironmentHold } from "../model/environment.ts";
import type { Project } from "../model/project.ts";
import { type Result, success } from "../model/result.ts";
import { specOf } from "../model/spec.ts";
import { layersOf } from "../resolve/inherit.ts";
import { obstacle } from "../text/textEdit.ts";
import { removeValue, setValue } from "../yaml/editSpec.ts";
import { editSpec } from "./editDraft.ts";
import { manualEdit } from "./manualEdit.ts";

/** An environment's spec with a hold, or without; in memory. */
interface HoldChange {
  /** Absent: it is like that already. */
  readonly draft?: Draft;
  readonly next: readonly string[];
}

/** Writes a hold into an environment's own spec, in place of one that is there. */
export function holdEnvironment(
  { files }: Project,
  { name, file, within, hold: before }: Environment,
  { reason, until, by }: Omit<EnvironmentHold, "location">,
): Result<HoldChange> {
  if (before?.reason === reason && before.until === until) {
    return success({ next: [`nothing to do: ${name} is held until ${until} already.`] });
  }
  const draft = draftOf(files);
  const hold = { reason, until, ...(by === undefined ? {} : { by }) };
  const write = `hold: { reason: ${JSON.stringify(reason)}, until: ${until} }`;
  editSpec(draft, file, write, (text) => setValue(text, [...within, "hold"], hold));
  const next = [
    `\n${name} is held until ${until}: ${reason}`,
    "Commit it. From its next apply on, its state says so to everybody, and nobody undoes what runs there.",
    `To let go: npx terraloom hold ${name} --lift`,
  ];
  return draft.result({ draft, next });
}

/** Removes the hold from an environment's own spec. */
export function liftHold(
  { files, specs }: Project,
  { name, file, within, hold, acceptedDrift }: Environment,
): Result<HoldChange> {
  const values = acceptedDrift.filter((waiver) => waiver.hold).map((waiver) => waiver.name);
  const still =
    values.length > 0
      ? [`Still held there: ${values.join(", ")}. Remove \`hold: true\` from ${file} to lift that.`]
      : [];
  if (!hold) return success({ next: [`nothing to do: ${name} is not held.`, ...still] });
  const own = specOf(specs, { file, within });
  if (!own?.has(["hold"])) {
    const from = layersOf(specs, { file, within }).find((layer) => layer.has(["hold"]));
    const inherited = obstacle({ kind: "inherited", section: "hold", file });
    return manualEdit(
      inherited,
      "take it out, for all that extend it.",
      startOf(from?.file ?? file),
    );
  }
  const draft = draftOf(files);
  const write = "remove the section `hold`.";
  editSpec(draft, file, write, (text) => removeValue(text, [...within, "hold"]));
  const next = [
    `\n${name} is free once this is merged and applied: until then its state says that it is held.`,
    ...still,
  ];
  return draft.result({ draft, next });
}
