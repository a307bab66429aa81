import type { Environment } from "../model/environment.ts";
import { applyOrder } from "../model/order.ts";
import type { Project } from "../model/project.ts";
import { modulesIn } from "./readModule.ts";
import { remoteStates } from "./remoteState.ts";
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
  const read = module.sources.flatMap(({ name }) => {
    const [, source] = /^data\.terraform_remote_state\.(.+)$/.exec(name) ?? [];
    const state = source === undefined ? undefined : remote(module, source);
    if (!state || state.environment.stack.name === reader.stack.name) return [];
    return numberOf(state.environment) > numberOf(reader) ? [] : [state.environment.name];
  });
  return [...new Set(read)];
}
