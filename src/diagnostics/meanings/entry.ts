/** What a code means, and what to do about it. */
export type Meaning = readonly [meaning: string, remedy: string];

/** A meaning for every code of a file of words. A code without one does not compile. */
export type Meanings<Words> = Readonly<Record<keyof Words, Meaning>>;
