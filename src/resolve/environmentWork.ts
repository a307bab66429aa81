import type { EnvironmentWork } from "../model/affected.ts";
import type { Environment } from "../model/environment.ts";
import { applyOrder } from "../model/order.ts";
import { sha256 } from "../text/sha256.ts";

/** What runs for each environment are told of it, in the order of the waves. */
export function workOf(environments: readonly Environment[]): readonly EnvironmentWork[] {
  const plain = new Map<string, number>();
  for (const { name } of environments) {
    const id = plainId(name);
    plain.set(id, (plain.get(id) ?? 0) + 1);
  }
  const order = applyOrder(environments);
  return environments
    .map((environment): EnvironmentWork => {
      const { name, stack, directory, valuesFile } = environment;
      const id = plainId(name);
      const isShared = (plain.get(id) ?? 0) > 1 && name.includes("/");
      return {
        environment: name,
        id: isShared ? `${id}-${sha256(name).slice(0, 8)}` : id,
        stack: stack.name,
        path: directory === "" ? "." : directory,
        ...(valuesFile === undefined ? {} : { valuesFile }),
        wave: order.get(name) ?? 0,
      };
    })
    .sort((a, b) => a.wave - b.wave);
}

function plainId(name: string): string {
  return name.replaceAll("/", "-");
}
