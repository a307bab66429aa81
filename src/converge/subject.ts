import { subjectsOf } from "../compare/subject.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { notDeclared } from "../edit/namedValue.ts";
import type { ProjectStack } from "../model/schema.ts";
import { labelOf, type Subject } from "../model/subject.ts";

/** The named variables and settings of a stack, each once, and problems of the names. */
export function namedSubjects(
  stack: ProjectStack,
  names: readonly string[],
): { readonly subjects: readonly Subject[]; readonly problems: readonly Diagnostic[] } {
  const byLabel = new Map(subjectsOf(stack).map((subject) => [labelOf(subject), subject]));
  const wanted = [...new Set(names)];
  return {
    subjects: wanted.flatMap((name) => byLabel.get(name) ?? []),
    problems: wanted.filter((name) => !byLabel.has(name)).map((name) => notDeclared([stack], name)),
  };
}
