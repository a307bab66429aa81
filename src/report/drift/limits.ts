const all = Number.POSITIVE_INFINITY;

/** How much of a report a format has room for: all there is, unless it says otherwise. */
export const unlimited = {
  /** Names of environments in a heading, and how wide it may be with them. */
  environments: all,
  width: all,
  /** Names of environments beside a value. */
  holders: all,
  /** Differences of a class, and rows that they take together. */
  differences: all,
  rows: all,
  /** Places in one value, values at one place, and values that are folded besides. */
  parts: all,
  values: all,
  folded: all,
  /** Whether values of what may differ are only counted, where they are more than `values`. */
  countsDeclared: false,
  waivers: all,
  unneeded: all,
  identical: all,
  /** Changes of one kind since a revision. */
  changes: all,
  /** Kinds of diffs of one file, and lines of all diffs of a stack. */
  diffs: all,
  diffLines: all,
  /** How to see what is left out, at the end of a sentence that counts it. */
  hint: "--format json has them",
};

/** How much of a report a format has room for. */
export type Limits = Readonly<typeof unlimited>;

/**
 * The first of a list, and a sentence that counts the others.
 *
 * @param hint how to see them
 * @param noun what they are, where the list does not say it
 */
export function firstOf<T>(list: readonly T[], most: number, hint: string, noun = "") {
  const left = list.length - most;
  const more = left > 0 ? `and ${left} more${noun && ` ${noun}`}; ${hint}` : undefined;
  return { shown: list.slice(0, most), more };
}
