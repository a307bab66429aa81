/** Created at the first use: that takes several milliseconds, and most texts need none. */
let segmenter: Intl.Segmenter | undefined;

/** Text in which every UTF-16 unit is a column of its own. */
const oneColumnEach = /^[\0-\f\u000e-\u02ff]*$/;

/**
 * A letter that newer versions of Unicode join to the virama before it; Terraform still counts by
 * Unicode 15, where the letter starts a cluster of its own.
 */
const joinedLetter = /(?<=[\p{Mn}\u200d])\p{L}/gu;

/** Separate tokens of quoted text: a combining mark after one does not join it. */
const templateMark = /(\$\$\{|%%\{|[$%])/;

/** How many columns `terraform fmt` counts for the text: its grapheme clusters, token by token. */
export function columns(text: string): number {
  if (oneColumnEach.test(text)) {
    return text.length;
  }
  return text.split(templateMark).reduce((sum, piece) => sum + clusters(piece), 0);
}

function clusters(text: string): number {
  segmenter ??= new Intl.Segmenter("und", { granularity: "grapheme" });
  let count = 0;
  for (const { segment } of segmenter.segment(text)) {
    count += 1;
    if (segment.length > 2) {
      count += segment.match(joinedLetter)?.length ?? 0;
    }
  }
  return count;
}
