import type { Output } from "../model/rendered.ts";
import { sha256 } from "../text/sha256.ts";

const hashes = new WeakMap<Output, string>();

/** SHA-256 of an output's content, worked out once: the digest, the manifest and the comparison ask for it. */
export function outputHash(output: Output): string {
  const known = hashes.get(output) ?? sha256(output.content);
  hashes.set(output, known);
  return known;
}
