/** A line about an environment, and what belongs to it. */
export interface Detail {
  readonly title: string;
  readonly lines: readonly string[];
}
