import type { Change, ChangeState, Since, StackChanges } from "../../model/drift.ts";
import { namesText } from "./words.ts";

/** What a change did to drift, and where it was made, in a sentence. */
export function changeText({
  before,
  after,
  touched,
  untouched,
  effect,
  renamedFrom,
}: Change): string {
  const renamed = renamedFrom === undefined ? "" : `renamed from ${renamedFrom}; `;
  if (before === "missing" || after === "missing") return effectText(effect, before, after);
  return `${renamed}${effectText(effect, before, after)}; ${touchText(touched, untouched)}`;
}

function effectText(effect: Change["effect"], before: ChangeState, after: ChangeState): string {
  switch (effect) {
    case "introduced":
      return before === "missing" ? `new, and differs (${after})` : `now differs (${after})`;
    case "resolved":
      return after === "missing"
        ? `gone; it differed (${before})`
        : `differs no more (was ${before})`;
    case "reclassified":
      return `${before} became ${after}`;
    case "kept":
      if (before === "missing") return "new, the same everywhere";
      if (after === "missing") return "gone";
      return after === "identical" ? "the same everywhere" : `differs as before (${after})`;
  }
}

function touchText(touched: readonly string[], untouched: readonly string[]): string {
  if (touched.length === 0) return "no value changed";
  if (untouched.length === 0)
    return touched.length > 2 ? "changed in all" : `changed in ${touched.join(" and ")}`;
  return `changed in ${namesText(touched, 4)}, not in ${namesText(untouched, 4)}`;
}

/** The heading of what changed since a revision. */
export function sinceTitle({ revision, commit }: Since): string {
  const short = commit.slice(0, 12);
  return revision === commit || revision === short
    ? `Since ${short}`
    : `Since ${revision} (${short})`;
}

/** A stack's changes in the order in which a reviewer asks for them. */
export function changesOf({ changes }: StackChanges): readonly {
  readonly title: string;
  readonly changes: readonly Change[];
}[] {
  const uneven = ({ touched, untouched }: Change): boolean =>
    touched.length > 0 && untouched.length > 0;
  const of = (effect: Change["effect"]): readonly Change[] =>
    changes.filter((change) => change.effect === effect);
  return [
    { title: "drift introduced", changes: of("introduced") },
    { title: "drift of another class", changes: of("reclassified") },
    { title: "drift resolved", changes: of("resolved") },
    {
      title: "changed in some environments and not in the others",
      changes: of("kept").filter(uneven),
    },
    {
      title: "other changes",
      changes: of("kept").filter((change) => !uneven(change)),
    },
  ].filter((group) => group.changes.length > 0);
}
