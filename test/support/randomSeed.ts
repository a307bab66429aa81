import { createHash } from "node:crypto";
import fc from "fast-check";

/**
 * Property tests draw the same cases on every run, so that a red build means that the change is wrong and not
 * that the draw was new. `TERRALOOM_SEED=random` draws new ones (the nightly workflow does), and
 * `TERRALOOM_SEED=123` the ones that a failure named.
 */
const seed = process.env.TERRALOOM_SEED ?? "20261128";
export const isRandom = seed === "random";

/** A number from 0 up to the one given, always the same for a name unless draws are random. */
export function drawn(name: string, below: number): number {
  if (isRandom) return Math.floor(Math.random() * below);
  const hash = createHash("sha256").update(`${seed} ${name}`).digest();
  return hash.readUInt32BE() % below;
}

if (seed !== "random") fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(seed) });
