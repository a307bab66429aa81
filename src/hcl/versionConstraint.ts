/** A version constraint as Terraform has it: all of its parts must hold. */
export type VersionConstraint = readonly VersionPart[];

interface VersionPart {
  readonly operator: string;
  /** As many numbers as were written. */
  readonly numbers: readonly number[];
  readonly prerelease: string;
}

const part =
  /^\s*(=|!=|>|>=|<|<=|~>)?\s*v?(\d+(?:\.\d+){0,2})(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?\s*$/;

/**
 * Reads a constraint such as `~> 5.1, != 5.2.0`; `undefined` where it is none.
 *
 * @see https://developer.hashicorp.com/terraform/language/expressions/version-constraints
 */
export function readConstraint(text: string): VersionConstraint | undefined {
  const parts = text.split(",").map((one) => part.exec(one));
  if (!parts.every((one) => one !== null)) return undefined;
  return parts.map(([, operator = "=", numbers = "", prerelease = ""]) => ({
    operator,
    numbers: numbers.split(".").map(Number),
    prerelease,
  }));
}

/** Whether a version satisfies a constraint. One before a release satisfies only what names it exactly. */
export function isAllowedBy(version: string, constraint: VersionConstraint): boolean {
  const [read, ...others] = readConstraint(version) ?? [];
  if (!read || others.length > 0) return false;
  return constraint.every(({ operator, numbers, prerelease }) => {
    const order = compare(read.numbers, numbers);
    const isSame = order === 0 && read.prerelease === prerelease;
    if (operator === "=") return isSame;
    if (operator === "!=") return !isSame;
    if (read.prerelease !== "") return false;
    if (operator === ">") return order > 0;
    if (operator === ">=") return order >= 0;
    if (operator === "<") return order < 0;
    if (operator === "<=") return order <= 0;
    const fixed = numbers.slice(0, -1);
    return order >= 0 && fixed.every((number, index) => read.numbers[index] === number);
  });
}

function compare(one: readonly number[], other: readonly number[]): number {
  for (const index of [0, 1, 2]) {
    const difference = (one[index] ?? 0) - (other[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
