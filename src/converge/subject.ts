import { subjectsOf } from "../compare/subject.ts";
import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import { nearest } from "../diagnostics/nearest.ts";
import type { ProjectStack } from "../model/schema.ts";
import { labelOf, type Subject } from "../model/subject.ts";

/** The variables and settings of a stack that a person named, each once, and what is wrong with the names. */
export function namedSubjects(
  stack: ProjectStack,
  names: readonly string[],
): { readonly subjects: readonly Subject[]; readonly problems: readonly Diagnostic[] } {
  const all = subjectsOf(stack);
  const byLabel = new Map(all.map((subject) => [labelOf(subject), subject]));
  const problems: Diagnostic[] = [];
  const subjects = [...new Set(names)].flatMap((name) => {
    const subject = byLabel.get(name);
    if (subject) return [subject];
    problems.push(unknownName(stack, name, [...byLabel.keys()]));
    return [];
  });
  return { subjects, problems };
}

function unknownName(stack: ProjectStack, name: string, known: readonly string[]): Diagnostic {
  const secret = stack.secrets.get(name);
  if (secret) return diagnostic("secret-has-no-value", { name }, secret.location);
  const isSetting = name.startsWith("settings.");
  const kind = isSetting ? "setting" : "variable";
  const suggestion = stack.settings.has(name) ? `settings.${name}` : nearest(name, known);
  return diagnostic("not-declared", { kind, name, stacks: [stack.name], suggestion });
}
