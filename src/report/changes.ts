import type { Step } from "../model/step.ts";
import { plainStyle, type Style } from "./style.ts";

type Action = Exclude<Step["action"], "unchanged">;

/** As many changed files fit on a screen; more are counted, and listed where somebody asks for them. */
const listedAtMost = 40;

/**
 * What a run did, a line a file that is not as it was.
 *
 * @param all lists them however many there are
 */
export function changesText(
  steps: readonly Step[],
  style: Style = plainStyle,
  all = false,
): string {
  const changed = steps.filter((step) => step.action !== "unchanged");
  if (!all && changed.length > listedAtMost) {
    return style.dim(`${changed.length} files; -v lists them\n`);
  }
  const words: Record<Action, string> = {
    create: style.green("created"),
    update: style.yellow("updated"),
    delete: style.red("deleted"),
    edited: style.red("replaced"),
    blocked: style.red("blocked"),
  };
  return stepLines(steps, (step) => words[step.action as Action]);
}

/** What became of files, as whoever ran it reads it: "2 created, 1 updated, 40 unchanged". */
export function writtenText(steps: readonly Step[], untouched = 0): string {
  const words = {
    create: "created",
    update: "updated",
    edited: "replaced",
    delete: "deleted",
    blocked: "blocked",
    unchanged: "unchanged",
  };
  return countText(steps, words, untouched);
}

function stepLines(steps: readonly Step[], word: (step: Step) => string): string {
  const changed = steps.filter((step) => step.action !== "unchanged");
  return changed.map((step) => `${word(step)} ${step.path}\n`).join("");
}

/**
 * How many files there are of each kind: "2 created, 1 updated, 40 unchanged".
 *
 * @param untouched files that have no step, since nothing can have changed them
 */
export function countText(
  steps: readonly Step[],
  words: Readonly<Record<Step["action"], string>>,
  untouched = 0,
): string {
  const counts = new Map<string, number>(untouched > 0 ? [[words.unchanged, untouched]] : []);
  for (const { action } of steps) counts.set(words[action], (counts.get(words[action]) ?? 0) + 1);
  const order = [...new Set(Object.values(words))];
  return order
    .flatMap((word) => (counts.has(word) ? [`${counts.get(word)} ${word}`] : []))
    .join(", ");
}
