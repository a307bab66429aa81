import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import { nearest } from "../diagnostics/nearest.ts";
import { failure, type Result, success } from "../model/result.ts";
import type { ProjectSetting, ProjectStack, ProjectVariable } from "../model/schema.ts";

/** The path of an environment's value: section, name, and keys of a map. */
export type ValuePath = readonly [section: "variables" | "settings", ...names: string[]];

/** A variable, a setting, or a part of its value, as the user names it. */
export interface NamedValue {
  readonly path: ValuePath;
  readonly declared: ProjectVariable | ProjectSetting;
}

/** A value's name as it is typed. */
export function nameOfValue([section, ...names]: ValuePath): string {
  return (section === "settings" ? [section, ...names] : names).join(".");
}

/**
 * Finds a named value: `LOG_LEVEL`, `tags.owner`, `settings.backend.key`. A problem if specs must not set it.
 *
 * @param stacks one of which declares it
 */
export function namedValue(stacks: readonly ProjectStack[], written: string): Result<NamedValue> {
  const [first = "", ...rest] = written.split(".").filter((step) => step !== "");
  const isSection = first === "settings" || first === "variables";
  const section = isSection ? first : "variables";
  const [name = "", ...inside] = isSection ? rest : [first, ...rest];
  const [declared] = stacks.flatMap((stack) => stack[section].get(name) ?? []);
  if (!declared) return failure(notDeclared(stacks, written));
  if (declared.compute) {
    const kind = section === "settings" ? "setting" : "variable";
    return failure(diagnostic("computed-given", { kind, name }, declared.location));
  }
  return success({ path: [section, name, ...inside], declared });
}

/** The problem that a name is neither a variable nor a setting of some stacks. */
export function notDeclared(stacks: readonly ProjectStack[], name: string): Diagnostic {
  const [secret] = stacks.flatMap(({ secrets }) => secrets.get(name) ?? []);
  if (secret) return diagnostic("secret-has-no-value", { name }, secret.location);
  const settings = stacks.flatMap((stack) => [...stack.settings.keys()]);
  const known = [
    ...stacks.flatMap(({ variables }) => [...variables.keys()]),
    ...settings.map((setting) => `settings.${setting}`),
  ];
  const suggestion = settings.includes(name) ? `settings.${name}` : nearest(name, known);
  const kind = name.startsWith("settings.") ? "setting" : "variable";
  const names = stacks.map((stack) => stack.name);
  return diagnostic("not-declared", { kind, name, stacks: names, suggestion });
}

/** The problem that a stack already has a variable or a secret of a name. */
export function alreadyDeclared(
  { name: stack, variables, secrets }: ProjectStack,
  name: string,
): readonly Diagnostic[] {
  const known = variables.get(name) ?? secrets.get(name);
  const kind = variables.has(name) ? "variable" : "secret";
  return known ? [diagnostic("already-declared", { kind, name, stack }, known.location)] : [];
}
