import type { Environment } from "../model/environment.ts";
import type { ProjectStack } from "../model/schema.ts";
import { type Finding, found } from "./finding.ts";
import type { Module } from "./module.ts";
import { type RemoteStates, statesRead } from "./remoteState.ts";

/** States of other stacks that an environment reads, if the order of the two is not declared, or is wrong. */
export function checkStackOrder(
  module: Module,
  reader: Environment,
  remote: RemoteStates,
  { stacks, order }: StackOrder,
): Finding[] {
  return statesRead(module, remote).flatMap(({ source, environment: read }): Finding[] => {
    if (read.stack.name === reader.stack.name) return [];
    const args = { stack: reader.stack.name, other: read.stack.name };
    if (!comesAfter(reader.stack.name, read.stack.name, stacks)) {
      return [found(source.file, source, "stack-order-unsaid", args)];
    }
    const isLater = (order.get(read.name) ?? 0) > (order.get(reader.name) ?? 0);
    const names = { environment: reader.name, other: read.name };
    return isLater ? [found(source.file, source, "read-before-applied", names)] : [];
  });
}

/** The order in which a project is applied. */
export interface StackOrder {
  readonly stacks: ReadonlyMap<string, Pick<ProjectStack, "after">>;
  /** By environment, when it is applied. */
  readonly order: ReadonlyMap<string, number>;
}

function comesAfter(
  stack: string,
  other: string,
  stacks: StackOrder["stacks"],
  passed: ReadonlySet<string> = new Set(),
): boolean {
  if (passed.has(stack)) return false;
  const before = stacks.get(stack)?.after ?? [];
  const seen = new Set([...passed, stack]);
  return before.some((one) => one === other || comesAfter(one, other, stacks, seen));
}
