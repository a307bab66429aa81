import { appendFileSync } from "node:fs";

/** Appends text to a file, if it can be written: no result depends on it. */
export function appendFile(file: string, text: string): void {
  try {
    appendFileSync(file, text);
  } catch {
    // Such as a runner that names a file of another user.
  }
}
