import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parse } from "yaml";

interface Spec {
  readonly stack?: string;
  readonly extends?: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

/**
 * A spec's variables, read the plain way: these tests hold the generator against the specs, so they
 * do not ask the generator what the specs say.
 */
export function variablesOf(file: string): Readonly<Record<string, unknown>> {
  const spec: Spec = parse(readFileSync(file, "utf8"));
  const base = spec.extends ? variablesOf(join(dirname(file), spec.extends)) : {};
  return { ...base, ...spec.variables };
}
