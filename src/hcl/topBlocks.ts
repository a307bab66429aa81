import { isJsonObject, type JsonObject } from "../model/value.ts";
import { readJson } from "../text/readJson.ts";
import { attributeNamed, plainText } from "./outline/find.ts";
import type { Body } from "./outline/nodes.ts";
import { outline } from "./outline/outline.ts";

/** A top-level block. */
export interface TopBlock {
  readonly type: string;
  readonly labels: readonly string[];
  /** Whether there may be none of it, or several: `count`, `for_each`. */
  readonly repeats: boolean;
  /** Of a variable: whether its value is sensitive or ephemeral. */
  readonly isHidden?: boolean;
  /** Of a module call: its source, where it is plain text. */
  readonly source?: string;
}

/** The blocks of a file of code, by its name in HCL or in JSON. What does not parse has none. */
export function topBlocks(name: string, text: string): readonly TopBlock[] {
  if (name.endsWith(".json")) return jsonBlocks(text);
  return outline(text).body.blocks.map(({ type, labels, body }) => {
    const attribute = attributeNamed(body, "source");
    const called = attribute && plainText(attribute.expression);
    return {
      type,
      labels: labels.map(({ text }) => text),
      repeats: repeats(body),
      ...(type === "variable" ? { isHidden: isHidden(body) } : {}),
      ...(called === undefined ? {} : { source: called }),
    };
  });
}

function isHidden({ attributes }: Body): boolean {
  return attributes.some(({ name }) => name === "sensitive" || name === "ephemeral");
}

function repeats(body: Body): boolean {
  const lifecycle = body.blocks.find(({ type }) => type === "lifecycle");
  return (
    body.attributes.some(({ name }) => name === "count" || name === "for_each") ||
    (lifecycle !== undefined && attributeNamed(lifecycle.body, "enabled") !== undefined)
  );
}

/** How many labels a block has whose name Terraform makes an address of. */
const labelled: Readonly<Record<string, number>> = { module: 1, resource: 2, data: 2 };

/** Of JSON: maps from label to label to body, and lists of such maps. */
function jsonBlocks(text: string): readonly TopBlock[] {
  const document = readJson(text);
  return Object.entries(labelled).flatMap(([type, depth]) => {
    const blocks = isJsonObject(document) ? bodiesIn(document[type], depth) : [];
    return blocks.map(([labels, body]): TopBlock => {
      const { count, for_each, source, lifecycle } = body;
      const isSwitched = isJsonObject(lifecycle) && "enabled" in lifecycle;
      const repeats = count !== undefined || for_each !== undefined || isSwitched;
      return { type, labels, repeats, ...(typeof source === "string" ? { source } : {}) };
    });
  });
}

function bodiesIn(value: unknown, depth: number): readonly (readonly [string[], JsonObject])[] {
  if (Array.isArray(value)) return value.flatMap((item) => bodiesIn(item, depth));
  if (!isJsonObject(value)) return [];
  if (depth === 0) return [[[], value]];
  return Object.entries(value)
    .filter(([label]) => label !== "//")
    .flatMap(([label, inner]) =>
      bodiesIn(inner, depth - 1).map(([labels, body]) => [[label, ...labels], body] as const),
    );
}
