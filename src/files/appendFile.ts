import { appendFileSync } from "node:fs";

/** Adds text to the end of a file. One that cannot be written is left as it is: no result depends on it. */
export function appendFile(file: string, text: string): void {
  try {
    appendFileSync(file, text);
  } catch {
    // Such as a runner that names a file of another user.
  }
}
