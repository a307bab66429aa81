import type { Output } from "../model/rendered.ts";
import { sha256 } from "../text/sha256.ts";

const hashes = new WeakMap<Output, string>();

/** SHA-256 of an output's content, worked out once: the digest, the manifest and the comparison ask for it. */
export function outputHash(output: Output): string {
  return hashes.get(output) ?? hashOf(output, output.content);
}

/** The same, for whoever has the content at hand. */
export function hashOf(output: Output, content: Output["content"]): string {
  const hash = hashes.get(output) ?? sha256(content);
  hashes.set(output, hash);
  return hash;
}
