import { unescapeText } from "../hcl/quotedText.ts";
import type { InstanceKey } from "./expectedKeys.ts";

/** A key in an address: `["a"]`, `[0]`, or nothing. */
export function keyText(key: InstanceKey): string {
  return key === undefined ? "" : `[${JSON.stringify(key)}]`;
}

/** Terraform quotes keys like strings, so `${` is doubled. */
export function asWrittenHere(module: string): string {
  return module.replace(/\["((?:[^"\\]|\\.)*)"\]/g, (key, text: string) => {
    const plain = unescapeText(text);
    return plain === undefined ? key : keyText(plain);
  });
}

/** The first step of a module's address below another: `module.a["b"]` of `module.a["b"].module.c`. */
export function stepText(address: string): string {
  return /^module\.[^.[]+(?:\["(?:[^"\\]|\\.)*"\]|\[\d+\])?/.exec(address)?.[0] ?? address;
}

/** The call of a step, and the key of its instance. */
export function stepOf(step: string): { readonly name: string; readonly key: InstanceKey } {
  const [, name = "", text] = /^module\.([^.[]+)(?:\[(.*)\])?$/s.exec(step) ?? [];
  return { name, key: text === undefined ? undefined : (JSON.parse(text) as string | number) };
}
