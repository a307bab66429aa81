import type { Value } from "../model/value.ts";
import { parseHcl } from "./parse.ts";

/** The value of an expression that is a literal; `undefined` for any other, or where it holds what looks like a template. */
export async function literalOf(expression: string): Promise<Value | undefined> {
  const parsed = await parseHcl("expression", `x = ${expression}\n`);
  if (!parsed.ok) return undefined;
  const { x } = parsed.value as { readonly x: Value };
  const holdsTemplate = /\$\{|%\{/.test(JSON.stringify(x));
  return holdsTemplate || !isExact(x) ? undefined : x;
}

/** The parser gives doubles: beyond a point digits are lost. */
function isExact(value: Value): boolean {
  if (typeof value === "number") return Math.abs(value) <= Number.MAX_SAFE_INTEGER;
  return typeof value !== "object" || value === null || Object.values(value).every(isExact);
}
