import { count } from "../../diagnostics/phrases.ts";
import type { Change, ChangeState, Since, StackChanges } from "../../model/drift.ts";
import { firstOf, type Limits } from "./limits.ts";
import { namesText } from "./words.ts";

/** What a change did to drift, and where it was made, in a sentence. */
function changeText({ before, after, touched, untouched, effect, renamedFrom }: Change): string {
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

/** Decides what is shown of what changed since a revision. */
export function decideSince({ revision, commit, stacks, problems }: Since, limits: Limits) {
  const short = commit.slice(0, 12);
  const isHash = revision === commit || revision === short;
  const groups = stacks.flatMap((stack) =>
    groupsOf(stack).map(({ title, changes }) => {
      const rows = changes.map((change) => ({ name: change.name, text: changeText(change) }));
      const heading = `${stack.name}: ${title}`;
      return { heading, changes: firstOf(rows, limits.changes, limits.hint) };
    }),
  );
  const failed = `The revision itself had ${count(problems.length, "problem")}: what that concerns is not compared.`;
  return {
    title: isHash ? `Since ${short}` : `Since ${revision} (${short})`,
    groups,
    remarks: [
      ...(groups.length === 0 ? ["Nothing that is compared has changed."] : []),
      ...(problems.length > 0 ? [failed] : []),
    ],
  };
}

function groupsOf({ changes, environmentsAdded, environmentsRemoved }: StackChanges) {
  const of = (effect: Change["effect"]) => changes.filter((change) => change.effect === effect);
  const isUneven = ({ touched, untouched }: Change): boolean =>
    touched.length > 0 && untouched.length > 0;
  const kept = of("kept");
  const came = (title: string, names: readonly string[]) =>
    names.length > 0 ? [{ title: `${title}: ${namesText(names, 6)}`, changes: [] }] : [];
  return [
    ...came("new environments", environmentsAdded),
    ...came("environments that are gone", environmentsRemoved),
    ...[
      { title: "drift introduced", changes: of("introduced") },
      { title: "drift of another class", changes: of("reclassified") },
      { title: "drift resolved", changes: of("resolved") },
      {
        title: "changed in some environments and not in the others",
        changes: kept.filter(isUneven),
      },
      { title: "other changes", changes: kept.filter((change) => !isUneven(change)) },
    ].filter((group) => group.changes.length > 0),
  ];
}
