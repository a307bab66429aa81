import type { Expression } from "../outline/nodes.ts";
import { unescapeText } from "../quotedText.ts";
import {
  type Constant,
  entriesOf,
  isList,
  isObject,
  isSet,
  Unknown,
  unknown,
  within,
} from "./constant.ts";
import { callFunction } from "./functions.ts";
import { operate, strengthOf } from "./operators.ts";
import { NotUnderstood, TokenCursor } from "./tokenCursor.ts";

/** The value of a reference: `["var", "x", "a"]` of `var.x.a`. */
export type Scope = (path: readonly string[]) => Constant;

/** A scope in which every name is unknown. */
export const nothingKnown: Scope = () => unknown;

/**
 * Evaluates an expression, as far as possible without Terraform. What is not understood is unknown, never
 * guessed: an element, an entry or an argument alone where it stands in one.
 */
export function evaluate({ tokens }: Pick<Expression, "tokens">, scope: Scope): Constant {
  const reader = new Reader(tokens);
  return reader.whole(() => reader.conditional(scope), unknown);
}

/** Reads and evaluates an expression in one pass. */
class Reader extends TokenCursor {
  private part(scope: Scope, endsAtLine = false): Constant {
    const { at } = this;
    try {
      const value = this.conditional(scope);
      if (this.isBehindPart(endsAtLine)) return value;
      throw new NotUnderstood();
    } catch (thrown) {
      if (!(thrown instanceof NotUnderstood)) throw thrown;
      this.at = at;
      this.skipPart(endsAtLine);
      return unknown;
    }
  }

  conditional(scope: Scope): Constant {
    const condition = this.binary(scope, 1);
    if (!this.take("?")) return condition;
    const yes = this.conditional(scope);
    this.want(":");
    const no = this.conditional(scope);
    // Both become one type.
    if (isPlain(yes) && isPlain(no) && typeof yes !== typeof no) return unknown;
    return typeof condition === "boolean" ? (condition ? yes : no) : unknown;
  }

  private binary(scope: Scope, strength: number): Constant {
    let left = this.unary(scope);
    for (;;) {
      const operator = this.peek()?.text;
      const own = strengthOf(operator);
      if (operator === undefined || own < strength) return left;
      this.next();
      left = operate(operator, left, this.binary(scope, own + 1));
    }
  }

  private unary(scope: Scope): Constant {
    if (this.take("!")) {
      const value = this.unary(scope);
      return typeof value === "boolean" ? !value : unknown;
    }
    if (this.take("-")) {
      const value = this.unary(scope);
      return typeof value === "number" ? -value : unknown;
    }
    return this.steps(this.primary(scope));
  }

  /** `.name` and `["name"]` after a value; anything else is not followed. */
  private steps(value: Constant): Constant {
    if (this.take(".")) return this.steps(within(value, [this.want("identifier").text]));
    if (this.peek()?.kind === "[") throw new NotUnderstood();
    return value;
  }

  private primary(scope: Scope): Constant {
    const { kind, text } = this.next();
    switch (kind) {
      case "number":
        return Number(text);
      case "openQuote":
        return this.quoted(scope);
      case "openHeredoc":
        return this.heredoc(text);
      case "(": {
        const value = this.conditional(scope);
        this.want(")");
        return value;
      }
      case "[":
        return this.list(scope);
      case "{":
        return this.object(scope);
      case "identifier":
        return this.named(text, scope);
      default:
        throw new NotUnderstood();
    }
  }

  private quoted(scope: Scope): Constant {
    const parts: Constant[] = [];
    while (!this.take("closeQuote")) {
      const { kind, text } = this.next();
      if (kind === "quotedText") parts.push(unescapeText(text)?.normalize() ?? unknown);
      else {
        const part = kind === "interpolation" ? this.part(scope) : unknown;
        const end = this.skipTo("closeTemplate");
        // A tilde removes the blanks beside it.
        parts.push(text + end.text === "${}" ? part : someText);
      }
    }
    const [only] = parts;
    if (parts.length === 1 && only !== undefined) return only;
    const isText = parts.every((part) => typeof part === "string" || Number.isSafeInteger(part));
    return isText ? parts.join("") : someText;
  }

  /** Of `<<-` without the blanks that all of its lines begin with; lines of blanks alone do not count. */
  private heredoc(opening: string): Constant {
    const text = this.peek()?.kind === "heredocText" ? this.next().text : "";
    if (!this.take("closeHeredoc")) {
      this.skipTo("closeHeredoc");
      return someText;
    }
    const plain = text.replaceAll(/([$%])\1\{/g, "$1{").normalize();
    if (!opening.startsWith("<<-")) return plain;
    const lines = plain.split("\n");
    const blanks = lines.map((line) => line.search(/\S/)).filter((count) => count >= 0);
    const shared = Math.min(...blanks);
    return lines.map((line) => (line.trim() === "" ? line : line.slice(shared))).join("\n");
  }

  private named(name: string, scope: Scope): Constant {
    if (name === "true" || name === "false") return name === "true";
    if (name === "null") return null;
    if (this.take("(")) {
      const values: Constant[] = [];
      while (!this.take(")")) {
        values.push(this.part(scope));
        if (this.peek()?.kind !== ")") this.want(",");
      }
      return callFunction(name, values);
    }
    const path = [name];
    while (this.take(".")) path.push(this.want("identifier").text);
    return scope(path);
  }

  private list(scope: Scope): Constant {
    if (this.isFor()) return this.loop(scope, "]");
    const items: Constant[] = [];
    while (!this.take("]")) {
      items.push(this.part(scope));
      if (this.peek()?.kind !== "]") this.want(",");
    }
    return items;
  }

  private object(scope: Scope): Constant {
    if (this.isFor()) return this.loop(scope, "}");
    const entries = new Map<string, Constant>();
    while (!this.take("}")) {
      const token = this.peek();
      const key = token?.kind === "identifier" ? this.next().text : this.primary(scope);
      // Terraform takes the last of several, which is hardly intended.
      if (typeof key !== "string" || entries.has(key)) throw new NotUnderstood();
      if (!this.take("=")) this.want(":");
      entries.set(key, this.part(scope, true));
      this.take(",");
    }
    return entries;
  }

  private isFor(): boolean {
    const token = this.peek();
    return token?.kind === "identifier" && token.text === "for";
  }

  /** The body is read again for every item. */
  private loop(scope: Scope, close: "]" | "}"): Constant {
    this.next();
    const names = [this.want("identifier").text];
    if (this.take(",")) names.push(this.want("identifier").text);
    if (this.want("identifier").text !== "in") throw new NotUnderstood();
    const items = itemsOf(this.conditional(scope));
    this.want(":");
    const body = this.at;
    const [valueName, keyName] = [...names].reverse();
    const list: Constant[] = [];
    const object = new Map<string, Constant>();
    for (const [key, value] of items) {
      this.at = body;
      const inner: Scope = ([name = "", ...rest]) => {
        if (name === valueName) return within(value, rest);
        return name === keyName ? within(key, rest) : scope([name, ...rest]);
      };
      const first = this.conditional(inner);
      const second = this.take("=>") ? this.conditional(inner) : undefined;
      // Values of one key may be gathered.
      if (this.take("...")) throw new NotUnderstood();
      const condition = this.peek()?.text === "if" && this.next() ? this.conditional(inner) : true;
      this.want(close);
      if (typeof condition !== "boolean") throw new NotUnderstood();
      if (!condition) continue;
      if (close === "]") list.push(first);
      else if (typeof first === "string" && second !== undefined) object.set(first, second);
      else throw new NotUnderstood();
    }
    if (items.length === 0) this.skipTo(close);
    return close === "]" ? list : object;
  }
}

/** A text that is not known further. */
const someText = new Unknown({ kind: "string" });

function isPlain(value: Constant): boolean {
  return ["string", "number", "boolean"].includes(typeof value);
}

/** The items of a `for`, with the key of each. */
function itemsOf(value: Constant): readonly (readonly [Constant, Constant])[] {
  if (isObject(value)) return entriesOf(value);
  if (isList(value)) return value.map((item, index) => [index, item]);
  if (isSet(value)) return [...value].map((item) => [item, item]);
  throw new NotUnderstood();
}
