import type { Result } from "../../src/model/result.ts";

/** A step's value. A step that did not come to one fails the test. */
export function expectValue<T>(result: Result<T, object>): T {
  if (result.ok) return result.value;
  throw new Error(JSON.stringify(result.problems));
}
