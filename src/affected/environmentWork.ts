import type { EnvironmentWork } from "../model/affected.ts";
import type { Environment } from "../model/environment.ts";
import { sha256 } from "../text/sha256.ts";

/** What runs for each environment are told of it, in the order of the waves. */
export function workOf(environments: readonly Environment[]): readonly EnvironmentWork[] {
  const plain = new Map<string, number>();
  for (const { name } of environments) {
    const id = plainId(name);
    plain.set(id, (plain.get(id) ?? 0) + 1);
  }
  const waves = new Map<readonly (readonly string[])[], ReadonlyMap<string, number>>();
  const waveOf = ({ name, stack: { promotion } }: Environment): number => {
    const known = waves.get(promotion) ?? wavesByName(promotion);
    waves.set(promotion, known);
    return known.get(name) ?? promotion.length + 1;
  };
  return environments
    .map((environment): EnvironmentWork => {
      const { name, stack, directory } = environment;
      const id = plainId(name);
      const isShared = (plain.get(id) ?? 0) > 1 && name.includes("/");
      return {
        environment: name,
        id: isShared ? `${id}-${sha256(name).slice(0, 8)}` : id,
        stack: stack.name,
        path: directory,
        wave: waveOf(environment),
      };
    })
    .sort((a, b) => a.wave - b.wave);
}

function plainId(name: string): string {
  return name.replaceAll("/", "-");
}

function wavesByName(promotion: readonly (readonly string[])[]): ReadonlyMap<string, number> {
  const waves = [...promotion.entries()].reverse();
  return new Map(
    waves.flatMap(([index, names]) => names.map((name) => [name, index + 1] as const)),
  );
}
