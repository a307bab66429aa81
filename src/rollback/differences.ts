import { heldValue, meaningOf, subjectsOf } from "../compare/subject.ts";
import { wantedFrom } from "../converge/bringTo.ts";
import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import { maskedValue, maskingOf } from "../mask/mask.ts";
import type { Environment } from "../model/environment.ts";
import type { Differences, Wanted } from "../model/rollback.ts";
import { labelOf, type Named, type Subject } from "../model/subject.ts";
import type { Value } from "../model/value.ts";
import { mismatches } from "../resolve/mismatch.ts";
import { valueText } from "../values/valueText.ts";

/**
 * Compares an environment's resolved values with those at a revision, by today's schema.
 *
 * @param revision as it is reported
 * @param keep what stays as it is today
 */
export function differencesSince(
  today: Environment,
  past: Environment,
  revision: string,
  keep: readonly Named[],
): Differences {
  const subjects = subjectsOf(today.stack);
  const isKept = ({ kind, name }: Named): boolean =>
    keep.some((one) => one.kind === kind && one.name === name);
  // Computed values follow from the others, and specs cannot set them.
  const known = subjects.filter((subject) => isDeclared(past, subject) && !subject.computed);
  const differing = known
    .filter((subject) => meaningOf(today, subject) !== meaningOf(past, subject))
    .map((subject) => wantedFrom(past, subject));
  const changed = differing.filter(({ subject }) => !isKept(subject));
  return {
    changed,
    declaredSince: subjects.filter((subject) => !isDeclared(past, subject)),
    kept: differing.flatMap(({ subject }) => (isKept(subject) ? [subject] : [])),
    leftOut: leftOut(today, past, revision),
    unfit: changed.flatMap((wanted) => unfit(today, past, revision, wanted) ?? []),
  };
}

function isDeclared({ stack }: Environment, { kind, name }: Named): boolean {
  return (kind === "variable" ? stack.variables : stack.settings).has(name);
}

function leftOut(today: Environment, past: Environment, revision: string): Diagnostic[] {
  return subjectsOf(past.stack).flatMap((subject) => {
    if (isDeclared(today, subject)) return [];
    const value = heldValue(past, subject);
    if (value === undefined) return [];
    const label = labelOf(subject);
    const shown = shownValue(past, subject, value);
    const isSecret = today.stack.secrets.has(subject.name);
    return [diagnostic("value-left-out", { label, shown, revision, isSecret })];
  });
}

/** A value in words, without what is sensitive. */
function shownValue(past: Environment, { sensitive }: Subject, value: Value): string {
  if (sensitive) return "(sensitive value)";
  const masking = maskingOf(past.stack, [past]);
  const text = valueText(masking ? maskedValue(value, masking) : value);
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

function unfit(
  { stack }: Environment,
  past: Environment,
  revision: string,
  { subject, given, held }: Wanted,
): Diagnostic | undefined {
  const declared = (subject.kind === "variable" ? stack.variables : stack.settings).get(
    subject.name,
  );
  if (!declared) return undefined;
  const candidates = held === undefined ? [given, null] : [given ?? held, held];
  const was = subject.kind === "variable" ? past.stack.variables.get(subject.name) : undefined;
  const isSensitive = subject.sensitive || was?.sensitive === true;
  const judged = candidates.map((value) => mismatches(declared.zod, value, isSensitive));
  const [misfits = []] = judged;
  if (judged.some((found) => found.length === 0)) return undefined;
  const args = {
    label: labelOf(subject),
    revision,
    shown:
      held === undefined
        ? "without a value"
        : shownValue(past, { ...subject, sensitive: isSensitive }, held),
    misfits,
  };
  return diagnostic("value-does-not-fit", args, declared.location);
}
