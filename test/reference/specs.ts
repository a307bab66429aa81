import { readdirSync, readFileSync } from "node:fs";
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

/** The environments of a stack: those whose spec names it, so that a new one is tested by itself. */
export function environmentsOf(stack: string, folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((file) => /^[^_].*\.yaml$/.test(file))
    .filter((file) => (parse(readFileSync(join(folder, file), "utf8")) as Spec).stack === stack)
    .map((file) => file.replace(/\.yaml$/, ""));
}
