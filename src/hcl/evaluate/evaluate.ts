import type { Expression } from "../outline/nodes.ts";
import { unescapeText } from "../quotedText.ts";
import { endsLine, type Token, type TokenKind } from "../tokens.ts";
import { type Constant, entriesOf, isList, isObject, isSet, unknown } from "./constant.ts";
import { callFunction } from "./functions.ts";
import { operate, strengthOf } from "./operators.ts";

/** What a name at the start of a reference stands for: `var`, `local`, `each`, or what a `for` binds. */
export type Scope = (root: string, name: string | undefined) => Constant;

/**
 * Works out what an expression says, as far as that takes no Terraform. What is not understood is unknown, never
 * guessed.
 */
export function evaluate({ tokens }: Pick<Expression, "tokens">, scope: Scope): Constant {
  const reader = new Reader(tokens.filter((token) => token.kind !== "comment" || endsLine(token)));
  try {
    const value = reader.conditional(scope);
    return reader.isAtEnd() ? value : unknown;
  } catch (thrown) {
    if (thrown instanceof NotUnderstood) return unknown;
    throw thrown;
  }
}

class NotUnderstood extends Error {}

/** Reads an expression from left to right. Line breaks part the entries of an object, and nothing else. */
class Reader {
  private readonly tokens: readonly Token[];
  private at = 0;

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens;
  }

  isAtEnd(): boolean {
    return this.peek() === undefined;
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

  /** `.name` and `["name"]` behind a value; anything else is not followed. */
  private steps(value: Constant): Constant {
    if (this.take(".")) {
      const name = this.want("identifier").text;
      return this.steps(isObject(value) ? (value.get(name) ?? unknown) : unknown);
    }
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
      if (kind === "quotedText") parts.push(unescapeText(text) ?? unknown);
      // With a tilde it takes away blanks around it.
      else if (kind !== "interpolation" || text !== "${") throw new NotUnderstood();
      else {
        parts.push(this.conditional(scope));
        if (this.want("closeTemplate").text !== "}") throw new NotUnderstood();
      }
    }
    const [only] = parts;
    if (parts.length === 1 && only !== undefined) return only;
    const isText = parts.every((part) => typeof part === "string" || Number.isSafeInteger(part));
    return isText ? parts.join("") : unknown;
  }

  private named(name: string, scope: Scope): Constant {
    if (name === "true" || name === "false") return name === "true";
    if (name === "null") return null;
    if (this.take("(")) {
      const values: Constant[] = [];
      while (!this.take(")")) {
        values.push(this.conditional(scope));
        if (this.peek()?.kind !== ")") this.want(",");
      }
      return callFunction(name, values);
    }
    const bound = scope(name, undefined);
    if (bound !== unknown || !this.take(".")) return bound;
    return scope(name, this.want("identifier").text);
  }

  private list(scope: Scope): Constant {
    if (this.isFor()) return this.loop(scope, "]");
    const items: Constant[] = [];
    while (!this.take("]")) {
      items.push(this.conditional(scope));
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
      // Terraform takes the last of several, which is hardly what was meant.
      if (typeof key !== "string" || entries.has(key)) throw new NotUnderstood();
      if (!this.take("=")) this.want(":");
      entries.set(key, this.conditional(scope));
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
      const inner: Scope = (root, name) =>
        name !== undefined || (root !== keyName && root !== valueName)
          ? scope(root, name)
          : root === valueName
            ? value
            : key;
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

  /** Behind the bracket that closes the one that is open. */
  private skipTo(close: "]" | "}"): void {
    let depth = 0;
    for (;;) {
      const { kind } = this.next();
      if (kind === close && depth === 0) return;
      if (kind === "[" || kind === "{" || kind === "interpolation") depth++;
      if (kind === "]" || kind === "}" || kind === "closeTemplate") depth--;
    }
  }

  private peek(): Token | undefined {
    let at = this.at;
    for (let token = this.tokens[at]; token && endsLine(token); token = this.tokens[at]) at++;
    this.at = at;
    return this.tokens[at];
  }

  private next(): Token {
    const token = this.peek();
    if (!token) throw new NotUnderstood();
    this.at++;
    return token;
  }

  private take(kind: TokenKind): boolean {
    if (this.peek()?.kind !== kind) return false;
    this.at++;
    return true;
  }

  private want(kind: TokenKind): Token {
    const token = this.next();
    if (token.kind !== kind) throw new NotUnderstood();
    return token;
  }
}

function isPlain(value: Constant): boolean {
  return ["string", "number", "boolean"].includes(typeof value);
}

/** What a `for` goes over, with the key of each. */
function itemsOf(value: Constant): readonly (readonly [Constant, Constant])[] {
  if (isObject(value)) return entriesOf(value);
  if (isList(value)) return value.map((item, index) => [index, item]);
  if (isSet(value)) return [...value].map((item) => [item, item]);
  throw new NotUnderstood();
}
