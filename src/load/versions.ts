/** A version of Terraform, as a stack names the lowest that it supports. */
export const versionPattern = /^(\d+)\.(\d+)(?:\.\d+)?$/;

/** Whether a version came before another. */
export function isBefore(version: string, since: string): boolean {
  const [, major = "0", minor = "0"] = versionPattern.exec(version) ?? [];
  const [, sinceMajor = "0", sinceMinor = "0"] = versionPattern.exec(since) ?? [];
  const [one, other] = [Number(major), Number(sinceMajor)];
  return one < other || (one === other && Number(minor) < Number(sinceMinor));
}

/** Whether code that a version brought may be written: only where the stack says that it supports none before. */
export function isWithin(lowest: string | undefined, since: string): boolean {
  return lowest !== undefined && versionPattern.test(lowest) && !isBefore(lowest, since);
}
