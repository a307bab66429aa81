const many = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => line(index)).join("");

/** A spec that was made to cost. */
export interface Hostile {
  /** How many in full. */
  readonly count: number;
  /** What is said of it. */
  readonly code: string;
  readonly change: (spec: string, count: number) => string;
}

/** Specs that were made to cost, by what they hold so many of. */
export const hostileSpecs: Readonly<Record<string, Hostile>> = {
  "keys and a backslash": {
    count: 64_000,
    code: "",
    change: (spec, count) =>
      `${spec}  tags:\n${many(count, (index) => `    k${index}: v\n`)}    x: "a\\\\b"\n`,
  },
  "unknown keys": {
    count: 32_000,
    code: "unknown-name",
    change: (spec, count) => spec + many(count, (index) => `  unknown_${index}: v\n`),
  },
  "wrong values": {
    count: 32_000,
    code: "wrong-value",
    change: (spec, count) => `${spec}  tags:\n${many(count, (index) => `    k${index}: [1]\n`)}`,
  },
  "repeated keys": {
    count: 32_000,
    code: "spec-syntax",
    change: (spec, count) => spec + many(count, () => "  region: x\n"),
  },
  "a line of 20 MB": {
    count: 10_000_000,
    code: "source-too-large",
    change: (spec, count) => spec.replace("us-east-1", `[${"a,".repeat(count)}]`),
  },
};
