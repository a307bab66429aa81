import type { Environment } from "../model/environment.ts";
import { applyOrder } from "../model/order.ts";
import type { Project } from "../model/project.ts";
import { modulesIn } from "./readModule.ts";
import { remoteStates, statesRead } from "./remoteState.ts";
import { treeOf } from "./tree.ts";

/**
 * The environments of other stacks whose states an environment's code on disk reads, and that are not
 * applied after it: they must exist first.
 */
export function environmentsRead(
  { environments, files, schema }: Project,
  reader: Environment,
): readonly string[] {
  const moduleIn = modulesIn(treeOf(new Map(), [], files, schema.layout));
  const module = moduleIn(reader.directory);
  if (!module) return [];
  const remote = remoteStates(environments, moduleIn);
  const order = applyOrder(environments);
  const numberOf = ({ name }: Environment): number => order.get(name) ?? 0;
  const read = statesRead(module, remote)
    .map(({ environment }) => environment)
    .filter(({ stack }) => stack.name !== reader.stack.name)
    .filter((environment) => numberOf(environment) <= numberOf(reader));
  return [...new Set(read.map(({ name }) => name))];
}
