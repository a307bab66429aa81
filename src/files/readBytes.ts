import { closeSync, constants, openSync, readFileSync } from "node:fs";

/** Reads a file. A pipe without a writer is read as empty, without waiting. */
export function readBytes(file: string): Uint8Array {
  const descriptor = openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    return readFileSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
