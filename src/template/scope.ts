import type { TemplateData } from "./expression.ts";
import type { Source } from "./output.ts";

/** What a place in a template can see. */
export interface Scope {
  readonly context: TemplateData;
  /** The scope that `../` goes to. */
  readonly parent: Scope | undefined;
  /** Names given by `as |item index|`, in this block and those around it. */
  readonly blockParameters: ReadonlyMap<string, TemplateData>;
  /** `@index`, `@key`, `@first`, `@last`, `@root`. */
  readonly data: Readonly<Record<string, TemplateData>>;
  /** Partials defined in the template itself, with `{{#*inline "name"}}`, and `@partial-block`. */
  readonly inlinePartials: ReadonlyMap<string, InlinePartial>;
}

/** A piece of a template that is written where it is named. */
export interface InlinePartial {
  readonly program: hbs.AST.Program;
  readonly source: Source;
  /** What a `@partial-block` sees is what stood around it. */
  readonly scope?: Scope;
}

export function rootScope(context: TemplateData): Scope {
  return {
    context,
    parent: undefined,
    blockParameters: new Map(),
    data: { root: context },
    inlinePartials: new Map(),
  };
}

/** The scope of a block whose context is another one. */
export function enter(
  scope: Scope,
  context: TemplateData,
  parameters: readonly (readonly [string, TemplateData])[] = [],
  data: Readonly<Record<string, TemplateData>> = {},
): Scope {
  return {
    ...scope,
    context,
    parent: scope,
    blockParameters:
      parameters.length === 0
        ? scope.blockParameters
        : new Map([...scope.blockParameters, ...parameters]),
    data: { ...scope.data, ...data },
  };
}
