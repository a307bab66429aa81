import type { Environment } from "../model/environment.ts";
import type { Inventory, Resolved, ResolvedValue } from "../model/inventory.ts";
import type { Project } from "../model/project.ts";
import type { Promotion } from "../model/promotion.ts";
import type { ProjectSetting, ProjectStack, ProjectVariable } from "../model/schema.ts";
import type { Named } from "../model/subject.ts";

/** Its stacks, each with its calls, promotion and chosen environments; stacks without a chosen one are left out. */
export function inventory(
  { schema, environments }: Project,
  chosen: readonly Environment[],
  isAll: boolean,
): Inventory {
  const stacks = [...schema.stacks.values()]
    .sort((a, b) => a.rank - b.rank)
    .flatMap((stack) => {
      const members = chosen.filter((environment) => environment.stack === stack);
      if (members.length === 0 && !isAll) return [];
      const own = environments.filter((environment) => environment.stack === stack);
      return [
        {
          name: stack.name,
          ...(stack.after.length > 0 ? { after: stack.after } : {}),
          calls: [...stack.calls.values()].map(({ forEach, calledBy: _, ...call }) => ({
            ...call,
            ...(forEach ? { forEach: forEach.variable } : {}),
          })),
          // A wave of which none is chosen stays, so that those after it keep their numbers.
          waves: wavesOf(stack.promotion, own)
            .filter((wave) => wave.length > 0)
            .map((wave) => wavesOf([wave], members).flat()),
          environments: members.map(({ name, file }) => ({ name, spec: file })),
        },
      ];
    });
  return { version: 1, stacks };
}

function wavesOf(promotion: Promotion, members: readonly Environment[]): Promotion {
  const names = new Set(members.map(({ name }) => name));
  return promotion.map((wave) => wave.filter((name) => names.has(name)));
}

/** Every setting and every variable of an environment, in the schema's order. */
export function resolved(environment: Environment): Resolved {
  const { name, file, stack } = environment;
  const of = (kind: Named["kind"], declared: ProjectStack["settings" | "variables"]) =>
    [...declared.values()].map((one) => resolvedValue(environment, kind, one));
  const values = [...of("setting", stack.settings), ...of("variable", stack.variables)];
  return { environment: name, stack: stack.name, spec: file, values };
}

function resolvedValue(
  { file, settings, givenSettings, given, values, computed, locate }: Environment,
  kind: Named["kind"],
  declared: ProjectSetting | ProjectVariable,
): ResolvedValue {
  const { name, location } = declared;
  const path = [`${kind}s`, name];
  const isGiven = Object.hasOwn(kind === "setting" ? givenSettings : given, name);
  const reads = computed.get(path.join("."));
  const value = (kind === "setting" ? settings : values)[name] ?? undefined;
  const sensitive = "sensitive" in declared && declared.sensitive;
  const written = isGiven && !reads ? locate(path, "key") : location;
  const from = isGiven ? (written?.file === file ? "spec" : "inherited") : "default";
  return {
    kind,
    name,
    sensitive,
    value: sensitive ? undefined : value,
    from: reads ? "computed" : from,
    reads,
    place: written && { file: written.file, line: written.line, column: written.column },
  };
}
