/// <reference types="handlebars" preserve="true" />
import type { TemplateData } from "./expression.ts";
import type { Source } from "./output.ts";

/** The names that exist at a place in a template. */
export interface Scope {
  readonly context: TemplateData;
  /** The scope that `../` goes to. */
  readonly parent: Scope | undefined;
  /** Names given by `as |item index|`, in this block and those around it. */
  readonly blockParameters: ReadonlyMap<string, TemplateData>;
  readonly data: BlockData;
  /** Partials defined in the template itself, with `{{#*inline "name"}}`, and `@partial-block`. */
  readonly inlinePartials: ReadonlyMap<string, InlinePartial>;
}

/** `@index`, `@key`, `@first`, `@last`, `@root`. */
export interface BlockData {
  readonly names: Readonly<Record<string, TemplateData>>;
  /** What `@../index` goes to: that of the block around. */
  readonly outer: BlockData | undefined;
}

/** A partial: a part of a template that is written where it is included. */
export interface InlinePartial {
  readonly program: hbs.AST.Program;
  readonly source: Source;
  /** Where it was written: its `../` and block parameters are those of that place. Absent: in a file of its own. */
  readonly scope?: Scope;
}

export function rootScope(context: TemplateData): Scope {
  return {
    context,
    parent: undefined,
    blockParameters: new Map(),
    data: { names: { root: context }, outer: undefined },
    inlinePartials: new Map(),
  };
}

/**
 * The scope of a block whose context is another one.
 *
 * @param data absent: the block has no `@` names of its own
 */
export function enter(
  scope: Scope,
  context: TemplateData,
  parameters: readonly (readonly [string, TemplateData])[] = [],
  data?: Readonly<Record<string, TemplateData>>,
): Scope {
  return {
    ...scope,
    context,
    parent: scope,
    blockParameters:
      parameters.length === 0
        ? scope.blockParameters
        : new Map([...scope.blockParameters, ...parameters]),
    data: data ? { names: { ...scope.data.names, ...data }, outer: scope.data } : scope.data,
  };
}
