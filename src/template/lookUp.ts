/// <reference types="handlebars" preserve="true" />
import type { TemplateMistake } from "../diagnostics/messages/templateMistakes.ts";
import { nearest } from "../diagnostics/nearest.ts";
import { failure, type Result, success } from "../model/result.ts";
import { isRecord, type TemplateData } from "./expression.ts";
import type { BlockData, Scope } from "./scope.ts";

/** The step of a path that names nothing. */
interface Miss {
  readonly mistake: TemplateMistake;
  readonly suggestion?: string | undefined;
}

type LookUp = Result<TemplateData, Miss>;

/**
 * Follows a path such as `settings.backend.bucket`, `../name` or `@index` through a scope. Only a
 * record's own names count: nothing is reached through a prototype.
 *
 * @param alsoKnown names to suggest besides those of the context
 */
export function lookUp(
  path: hbs.AST.PathExpression,
  scope: Scope,
  alsoKnown: Iterable<string> = [],
): LookUp {
  if (path.data) return lookUpData(path, scope);
  const [first, ...rest] = path.parts;
  const isPlain = path.depth === 0 && !/^(?:this(?:[./]|$)|\.)/.test(path.original);
  if (first !== undefined && isPlain && scope.blockParameters.has(first)) {
    return descend(scope.blockParameters.get(first) ?? null, rest, first);
  }
  let at: Scope | undefined = scope;
  for (let depth = 0; depth < path.depth; depth++) at = at?.parent;
  if (!at) return tooFarUp(path);
  const further = isPlain && first !== undefined ? wayUp(first, at) : undefined;
  if (further) {
    return failure({ mistake: { kind: "not-known", name: first ?? "" }, suggestion: further });
  }
  const known = isPlain ? [...scope.blockParameters.keys(), ...alsoKnown] : [];
  return descend(at.context, path.parts, "", known);
}

/** `../name` where the name is not known here, and is in a block around. */
function wayUp(name: string, scope: Scope): string | undefined {
  let way = "";
  for (let at: Scope | undefined = scope; at; at = at.parent) {
    if (ownMember(at.context, name) !== undefined) return way && `${way}${name}`;
    way += "../";
  }
  return undefined;
}

function tooFarUp({ original }: hbs.AST.PathExpression): LookUp {
  return failure({ mistake: { kind: "too-far-up", name: original } });
}

function lookUpData(path: hbs.AST.PathExpression, scope: Scope): LookUp {
  const [name = "", ...rest] = path.parts;
  let at: BlockData | undefined = scope.data;
  for (let depth = 0; depth < path.depth; depth++) at = at?.outer;
  if (!at) return tooFarUp(path);
  const value = Object.hasOwn(at.names, name) ? at.names[name] : undefined;
  if (value !== undefined) return descend(value, rest, `@${name}`);
  const known = Object.keys(at.names).map((key) => `@${key}`);
  return failure({
    mistake: { kind: "not-known", name: `@${name}`, known },
    suggestion: nearest(`@${name}`, known),
  });
}

function descend(
  start: TemplateData,
  steps: readonly string[],
  walked: string,
  alsoKnown: readonly string[] = [],
): LookUp {
  let value = start;
  let way = walked;
  for (const step of steps) {
    const next = ownMember(value, step);
    if (next === undefined) return notFound(value, step, way, alsoKnown);
    value = next;
    way = way === "" ? step : `${way}.${step}`;
  }
  return success(value);
}

/** A record's own member, a list's item, or a list's `length`. */
export function ownMember(value: TemplateData, name: string): TemplateData | undefined {
  if (Array.isArray(value)) {
    const items: readonly TemplateData[] = value;
    return name === "length"
      ? items.length
      : /^(?:0|[1-9]\d*)$/.test(name)
        ? items[Number(name)]
        : undefined;
  }
  return isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

function notFound(
  value: TemplateData,
  step: string,
  way: string,
  alsoKnown: readonly string[],
): LookUp {
  if (value === null) {
    const of = way || "this";
    return failure({ mistake: { kind: "no-member", of, name: step, isNull: true } });
  }
  return failure({
    mistake:
      way === "" ? { kind: "not-known", name: step } : { kind: "no-member", of: way, name: step },
    suggestion: suggestionFor(step, value, way === "" ? alsoKnown : undefined),
  });
}

/**
 * The name that was meant.
 *
 * @param alsoKnown what may stand at the beginning of a path; absent: this is further along
 */
function suggestionFor(
  step: string,
  value: TemplateData,
  alsoKnown: readonly string[] | undefined,
): string | undefined {
  const names = isRecord(value) ? Object.keys(value) : [];
  if (!alsoKnown) return nearest(step, names);
  // `region` instead of `values.region`, as in other template languages.
  const inside = new Map(
    names.flatMap((name) => pathsInside(name, ownMember(value, name))).reverse(),
  );
  const exact = inside.get(step);
  if (exact !== undefined) return exact;
  const near = nearest(step, [...names, ...inside.keys(), ...alsoKnown]);
  return near === undefined || names.includes(near) ? near : (inside.get(near) ?? near);
}

function pathsInside(name: string, value: TemplateData | undefined): (readonly [string, string])[] {
  if (value === undefined || !isRecord(value)) return [];
  return Object.keys(value).map((member) => [member, `${name}.${member}`] as const);
}
