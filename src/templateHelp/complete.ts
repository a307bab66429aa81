import type { Project } from "../model/project.ts";
import { openBlocks } from "../template/blockTags.ts";
import { ownBlockNames } from "../template/evaluateBlock.ts";
import type { Scope } from "../template/scope.ts";
import { type Cursor, cursorAt } from "./cursor.ts";
import { declarationOf, shownValue } from "./declared.ts";
import { helperTexts } from "./helperTexts.ts";
import { membersOf, valueOfPath } from "./members.ts";
import { type VisibleScope, visibleScopes } from "./visibleScopes.ts";

/** Something that may be typed at a place of a template. */
export interface Suggestion {
  readonly label: string;
  readonly kind: "helper" | "name" | "option" | "text" | "block" | "partial";
  /** In a few words, beside the label: a value. */
  readonly detail?: string;
  /** Markdown. */
  readonly says?: string;
  /** The offset where the typed part begins, which is replaced. */
  readonly start: number;
}

/** What may be typed at an offset of a template: names, helpers, options and what they take. */
export function complete(
  project: Project,
  file: string,
  text: string,
  offset: number,
): readonly Suggestion[] {
  const cursor = cursorAt(text, offset);
  if (!cursor) return [];
  const before = text.slice(0, cursor.start);
  const of = (kind: Suggestion["kind"], labels: Iterable<string>): Suggestion[] =>
    [...new Set(labels)].map((label) => ({ label, kind, start: offset - cursor.word.length }));
  if (cursor.sign === "/") return of("block", openBlocks(before).slice(-1));
  if (cursor.sign.endsWith(">") && cursor.head === "") {
    return of("partial", project.templates.partials.keys());
  }
  const seen = visibleScopes(project, file, before);
  const visible = seen.find(({ scope }) => scope.context !== null) ?? seen[0];
  if (!visible) return [];
  if (cursor.isQuoted) return of("text", quoted(project, visible, cursor));
  const names = nameSuggestions(project, seen, visible.scope, cursor.word, offset);
  if (cursor.option !== undefined || cursor.word.includes(".") || cursor.word.includes("/")) {
    return names;
  }
  if (cursor.head === "" && /^[#^]/.test(cursor.sign)) {
    return withTexts(of("block", [...ownBlockNames, ...visible.library.blockHelpers.keys()]));
  }
  const helpers = cursor.head === "" ? withTexts(of("helper", visible.library.helpers.keys())) : [];
  return [...names, ...of("option", optionsOf(visible, cursor)), ...helpers];
}

function withTexts(suggestions: readonly Suggestion[]): Suggestion[] {
  return suggestions.map((suggestion) => {
    const text = helperTexts[suggestion.label];
    return text ? { ...suggestion, detail: text.call, says: text.says } : suggestion;
  });
}

/** The names that a path may go on with, each with its value in the first environment that has one. */
function nameSuggestions(
  project: Project,
  seen: readonly VisibleScope[],
  scope: Scope,
  word: string,
  offset: number,
): Suggestion[] {
  const [, above = "", typed = ""] = /^(.*?)([\w-]*)$/s.exec(word) ?? [];
  const members = new Set(seen.flatMap((one) => membersOf(above, one.scope)));
  return [...members].map((label) => {
    const path = above + label;
    const value = valueOfPath(path, scope);
    const declared = declarationOf(path, seen[0]?.environment);
    return {
      label,
      kind: "name",
      start: offset - typed.length,
      ...(value === undefined ? {} : { detail: shownValue(project, path, value) }),
      ...(declared?.description === undefined ? {} : { says: declared.description }),
    };
  });
}

/** The options that a helper takes: of those that select, the stack's labels too. */
function optionsOf({ library, environment }: VisibleScope, { head }: Cursor): readonly string[] {
  const takes = (library.helpers.get(head) ?? library.blockHelpers.get(head))?.options ?? [];
  if (takes !== "any") return takes.map((option) => `${option}=`);
  const labels = environment ? [...environment.stack.labels.keys()] : [];
  return ["module", "call", ...(environment ? [] : ["stack"]), ...labels].map(
    (option) => `${option}=`,
  );
}

/** Completions in quotes: values of an option, or names that a helper takes. */
function quoted(
  project: Project,
  { environment }: VisibleScope,
  cursor: Cursor,
): readonly string[] {
  const { templates, environments, schema } = project;
  const stacks = environment ? [environment.stack] : [...schema.stacks.values()];
  const modules = [...templates.modules];
  const calls = stacks.flatMap((stack) => [...stack.calls.keys()]);
  // The name of an output comes after its environment.
  const place = cursor.head === "outputOf" ? 1 : 0;
  const wanted = cursor.option ?? (cursor.parameters === place ? cursor.head : "");
  switch (wanted) {
    case "module":
      return modules;
    case "call":
    case "moduleVersion":
      return calls;
    case "moduleSource":
      return [...modules, ...calls];
    case "stack":
      return [...schema.stacks.keys()];
    case "outputOf":
      return [...schema.stacks.values()].flatMap((stack) => [...stack.outputs.keys()]);
    case "environment":
      return environments.map(({ name }) => name);
    case "reference":
      return stacks.flatMap((stack) => [...stack.variables.keys()]);
    default:
      return cursor.option === undefined
        ? []
        : stacks.flatMap((stack) => stack.labels.get(wanted) ?? []);
  }
}
