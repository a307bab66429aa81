import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import { nearest } from "../diagnostics/nearest.ts";
import type { ProjectSchema } from "../model/schema.ts";

/** What must hold between stacks. */
export const orderRules: readonly ((schema: ProjectSchema) => Diagnostic[])[] = [
  stacksBeforeExist,
  orderHasNoCircle,
  outputNamesAreIdentifiers,
];

function stacksBeforeExist({ stacks }: ProjectSchema): Diagnostic[] {
  return [...stacks.values()].flatMap(({ name: stack, after, location }) =>
    after
      .filter((name) => !stacks.has(name))
      .map((name) => {
        const suggestion = nearest(name, stacks.keys());
        return diagnostic("after-unknown", { stack, name, suggestion }, location);
      }),
  );
}

/** Each cycle is reported once, at its stack that the schema names first. */
function orderHasNoCircle({ stacks }: ProjectSchema): Diagnostic[] {
  const done = new Set<string>();
  const circleFrom = (name: string, passed: readonly string[]): readonly string[] | undefined => {
    const start = passed.indexOf(name);
    if (start >= 0) return [...passed.slice(start), name];
    if (done.has(name)) return undefined;
    for (const other of stacks.get(name)?.after ?? []) {
      const circle = circleFrom(other, [...passed, name]);
      if (circle) return circle;
    }
    done.add(name);
    return undefined;
  };
  return [...stacks.values()].flatMap(({ name, location }) => {
    const circle = circleFrom(name, []);
    for (const one of circle ?? []) done.add(one);
    return circle ? [diagnostic("after-circle", { stacks: circle }, location)] : [];
  });
}

function outputNamesAreIdentifiers({ stacks }: ProjectSchema): Diagnostic[] {
  return [...stacks.values()].flatMap(({ outputs }) =>
    [...outputs.values()]
      .filter(({ name }) => !/^[A-Za-z_][A-Za-z0-9_-]*$/.test(name))
      .map(({ name, location }) => diagnostic("stack-output-name", { name }, location)),
  );
}
