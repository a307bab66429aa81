import { closeSync, constants, openSync, readFileSync } from "node:fs";

/** Reads a file. A pipe that nobody writes into is not waited for: it is empty. */
export function readBytes(file: string): Uint8Array {
  const descriptor = openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    return readFileSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
