import { type Finding, found } from "./finding.ts";
import type { Local, Module } from "./module.ts";

/** Local values that refer to each other in a cycle; each cycle is reported once. */
export function checkLocals({ locals }: Module): Finding[] {
  const byName = new Map(locals.map((local) => [local.name, local]));
  const done = new Set<string>();
  const findings: Finding[] = [];
  const visit = (local: Local, way: readonly string[]): void => {
    const at = way.indexOf(local.name);
    if (at >= 0) {
      const names = [...way.slice(at), local.name];
      findings.push(found(local.file, local, "locals-cycle", { names }));
      return;
    }
    if (done.has(local.name)) return;
    for (const name of localsIn(local)) {
      const next = byName.get(name);
      if (next) visit(next, [...way, local.name]);
    }
    done.add(local.name);
  };
  for (const local of locals) visit(local, []);
  return findings;
}

function localsIn({ attribute }: Local): string[] {
  const names = attribute.expression.references.flatMap(({ root, steps: [step] }) =>
    root === "local" && step?.name !== undefined ? [step.name] : [],
  );
  return [...new Set(names)];
}
