import type { MaskText } from "../model/maskText.ts";

const shownAs = /\(sensitive(?: value \d+)?\)/g;

/**
 * Both sides of a diff as they may be shown. Of what was there before, the values that are sensitive need not be known
 * any more: a line that differs from one of the other side in what is masked there alone held such a value, and is
 * masked too.
 */
export function maskPair(
  mask: MaskText,
  path: string,
  before: string,
  after: string,
): readonly [string, string] {
  const [old, now] = [mask(path, before), mask(path, after)];
  if (old !== now || before === after) return [maskLike(old, now), maskLike(now, old)];
  return [onlyMaskedDiffers(before, after, now), now];
}

/** What was there before, where nothing that is shown differs: of lines that did not change, none is to look changed. */
function onlyMaskedDiffers(before: string, after: string, shown: string): string {
  const [old, now, lines] = [before, after, shown].map((text) => text.split("\n"));
  const isAligned = old?.length === lines?.length && now?.length === lines?.length;
  const changed = (line: string, at: number): string =>
    isAligned && old?.[at] === now?.[at] ? line : line.replaceAll(shownAs, another);
  return (lines ?? []).map(changed).join("\n");
}

const another = "(another sensitive value)";

function maskLike(text: string, other: string): string {
  if (!other.includes("(sensitive")) return text;
  const lines = other.split("\n");
  const present = new Set(lines);
  const alike = [...present]
    .filter((line) => line.includes("(sensitive"))
    .map((line) => ({ line, pattern: patternOf(line) }));
  if (alike.length === 0) return text;
  return text
    .split("\n")
    .map((line) => {
      if (present.has(line) || line.includes("(sensitive")) return line;
      const found = alike.find(({ pattern }) => pattern.test(line));
      return found ? found.line.replaceAll(shownAs, another) : line;
    })
    .join("\n");
}

/** What a line may have been with other values in place of those that are masked. */
function patternOf(line: string): RegExp {
  const parts = line.split(shownAs).map((part) => part.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`);
}
