import type { Location } from "../../diagnostics/diagnostic.ts";
import { placeText } from "../../diagnostics/phrases.ts";

export const yesOption = {
  "--yes": "continue without a question, whatever the effect on its state",
};

/** Comments that stay though what they stood above is gone, a line each. */
export function keptLines(comments: readonly Location[]): string[] {
  return comments.map(
    ({ file, line }) => `The comment at ${file}:${line} was kept: check whether it is still true.`,
  );
}

/** Places as lines under a heading; none where there are none. */
export function mentionLines(heading: string, mentions: readonly Location[]): string[] {
  if (mentions.length === 0) return [];
  return [heading, ...mentions.map((mention) => `  ${placeText(mention)}`)];
}
