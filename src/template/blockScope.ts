/// <reference types="handlebars" preserve="true" />
import { isRecord, type TemplateData } from "./expression.ts";
import { enter, type Scope } from "./scope.ts";

/** An item that a block is run for, with its key or its place. */
export type Item = readonly [key: string | number, value: TemplateData];

/** What `#each` goes through. */
export function itemsOf(value: TemplateData): readonly Item[] {
  if (Array.isArray(value)) return value.map((item: TemplateData, index) => [index, item] as const);
  return isRecord(value) ? Object.entries(value) : [];
}

/** What a block sees of one of its items. */
export function itemScope(
  { program }: hbs.AST.BlockStatement,
  scope: Scope,
  [key, item]: Item,
  index: number,
  count: number,
): Scope {
  const [itemName, keyName] = program?.blockParams ?? [];
  const parameters: [string, TemplateData][] = [];
  if (itemName !== undefined) parameters.push([itemName, item]);
  if (keyName !== undefined) parameters.push([keyName, key]);
  const data = { index, key, first: index === 0, last: index === count - 1 };
  return enter(scope, item, parameters, data);
}

/** What the block of `#with` sees. */
export function withScope(
  { program }: hbs.AST.BlockStatement,
  scope: Scope,
  value: TemplateData,
): Scope {
  const [parameter] = program?.blockParams ?? [];
  return enter(scope, value, parameter === undefined ? [] : [[parameter, value]]);
}
