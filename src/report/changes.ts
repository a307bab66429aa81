import type { Step } from "../model/step.ts";
import { plainStyle, type Style } from "./style.ts";

/** As many changed files fit on a screen; more are counted, and listed where somebody asks for them. */
const listedAtMost = 40;

const writtenWords: Readonly<Record<Step["action"], string>> = {
  create: "created",
  update: "updated",
  edited: "replaced",
  delete: "deleted",
  blocked: "blocked",
  unchanged: "unchanged",
};

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
  const colours: Partial<Record<Step["action"], "green" | "yellow">> = {
    create: "green",
    update: "yellow",
  };
  return changed
    .map(({ action, path }) => `${style[colours[action] ?? "red"](writtenWords[action])} ${path}\n`)
    .join("");
}

/** The numbers of changed files: "2 created, 1 updated, 40 unchanged". */
export function writtenText(steps: readonly Step[], untouched = 0): string {
  return countText(steps, writtenWords, untouched);
}

/**
 * How many files there are of each kind.
 *
 * @param untouched files that have no step, since nothing can have changed them
 */
export function countText(
  steps: readonly Step[],
  words: Readonly<Record<Step["action"], string>>,
  untouched = 0,
): string {
  return Object.entries(words)
    .map(([action, word]) => {
      const number = steps.filter((step) => step.action === action).length;
      return { word, number: action === "unchanged" ? number + untouched : number };
    })
    .filter(({ number }) => number > 0)
    .map(({ word, number }) => `${number} ${word}`)
    .join(", ");
}
