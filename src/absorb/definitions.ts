import { subjectsOf } from "../compare/subject.ts";
import type { Location } from "../diagnostics/diagnostic.ts";
import { literalValue } from "../hcl/outline/literalValue.ts";
import type { Attribute } from "../hcl/outline/nodes.ts";
import { outline } from "../hcl/outline/outline.ts";
import type { Environment } from "../model/environment.ts";
import type { Subject } from "../model/subject.ts";
import { squeezed } from "../text/hunks.ts";
import { applyEdits, type TextEdit } from "../text/textEdit.ts";
import type { HandChange } from "./changes.ts";
import type { EditedFile } from "./editedFiles.ts";

/** The definitions that were changed by hand, and the file without those changes: other differences are text. */
export function changedDefinitions(
  { output, rendered, wanted }: EditedFile,
  environment: Environment,
  placeAt: (offset: number) => Location,
): { readonly changes: readonly HandChange[]; readonly rest: string } {
  if (!output.path.endsWith(".tfvars")) return { changes: [], rest: wanted };
  const changes: HandChange[] = [];
  const edits: TextEdit[] = [];
  const before = attributesOf(rendered);
  const after = attributesOf(wanted);
  const { stack } = environment;
  const subjects = new Map(
    subjectsOf(stack)
      .filter(({ kind }) => kind === "variable")
      .map((subject) => [subject.name, subject]),
  );
  for (const [name, attribute] of after) {
    const subject = subjects.get(name);
    const old = before.get(name);
    if (!subject) continue;
    const { expression, start, lead, lineEnd } = attribute;
    const text = wanted.slice(expression.start, expression.end);
    const oldText = old && rendered.slice(old.expression.start, old.expression.end);
    if (oldText !== undefined && squeezed(text) === squeezed(oldText)) continue;
    const at = placeAt(start);
    edits.push(
      oldText === undefined
        ? { start: lead, end: lineEnd, text: "" }
        : { start: expression.start, end: expression.end, text: oldText },
    );
    const value = literalValue(expression.tokens);
    if (value === undefined) {
      changes.push({ kind: "left", why: { kind: "no-literal", name }, at });
    } else if (subject.computed) {
      const why = { kind: "computed", name } as const;
      const belongs = stack.variables.get(name)?.location;
      changes.push({ kind: "left", why, at, ...(belongs ? { belongs } : {}) });
    } else changes.push({ kind: "value", environment, subject, value, at });
  }
  const first = [...before.keys()].find((name) => after.has(name));
  let above = (first !== undefined && after.get(first)?.lead) || 0;
  for (const [name, { lead, lineEnd }] of before) {
    const still = after.get(name);
    above = still?.lineEnd ?? above;
    const subject = subjects.get(name);
    if (still || !subject) continue;
    edits.push({ start: above, end: above, text: rendered.slice(lead, lineEnd) });
    changes.push(removed(environment, subject, placeAt(above)));
  }
  return { changes, rest: applyEdits(wanted, edits) };
}

/** A definition that was taken out: what has a default need not be said. */
function removed(environment: Environment, subject: Subject, at: Location): HandChange {
  const { name, computed } = subject;
  if (!computed && environment.stack.variables.get(name)?.required === false) {
    return { kind: "value", environment, subject, at };
  }
  const why = { kind: computed ? "computed" : "no-default", name } as const;
  return { kind: "left", why, at, belongs: environment.locate(["variables", name], "value") };
}

function attributesOf(text: string): ReadonlyMap<string, Attribute> {
  return new Map(outline(text).body.attributes.map((attribute) => [attribute.name, attribute]));
}
