import type { Shard } from "../model/shard.ts";
import { sha256 } from "../text/sha256.ts";

/** Reads `K/N`. */
export function parseShard(text: string): Shard | undefined {
  const [, index, count] = /^([1-9]\d*)\/([1-9]\d*)$/.exec(text) ?? [];
  const shard = { index: Number(index), count: Number(count) };
  return shard.index <= shard.count ? shard : undefined;
}

/** Whether a shard takes an environment on. It depends on the name alone: others may come and go. */
export function isInShard(name: string, { index, count }: Shard): boolean {
  return Number.parseInt(sha256(name).slice(0, 12), 16) % count === index - 1;
}
