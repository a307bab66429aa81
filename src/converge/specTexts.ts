import { hasErrors } from "../diagnostics/diagnostic.ts";
import type { Environment } from "../model/environment.ts";
import type { ProjectSchema } from "../model/schema.ts";
import { type Specs, specKey } from "../model/spec.ts";
import { layersOf } from "../resolve/inherit.ts";
import { resolve } from "../resolve/resolve.ts";
import { readSpec } from "../specs/readSpecs.ts";

/** The specs with another text in one file; `undefined` if that is not a spec. */
export function specsWith(specs: Specs, file: string, text: string): Specs | undefined {
  const { spec, entries, problems } = readSpec(file, text);
  if (hasErrors(problems)) return undefined;
  const others = [...specs].filter(([, other]) => other.file !== file || other.within.length === 0);
  return new Map([...others, ...[spec, ...entries].map((one) => [specKey(one), one] as const)]);
}

/**
 * The environments that a file is part of, as the specs have them: its own, if it is one's spec, and all that
 * extend it. Only these are resolved, for this is done once for each edit that is tried.
 *
 * @returns by name; one that has errors is left out
 */
export function environmentsOf(
  schema: ProjectSchema,
  specs: Specs,
  file: string,
): ReadonlyMap<string, Environment> {
  const members = [...specs.values()].filter(
    (spec) =>
      spec.environment !== undefined && layersOf(specs, spec).some((layer) => layer.file === file),
  );
  const needed = new Set(members.flatMap((spec) => layersOf(specs, spec)));
  const part = new Map([...specs].filter(([, spec]) => needed.has(spec)));
  const names = new Set(members.map(({ environment }) => environment));
  return new Map(
    resolve(schema, part)
      .environments.filter(({ name }) => names.has(name))
      .map((environment) => [environment.name, environment]),
  );
}
