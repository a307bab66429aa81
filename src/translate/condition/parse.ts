/** An expression of JavaScript, as far as Terraform may have one like it. */
export type Code =
  | { readonly kind: "number" | "text"; readonly value: string }
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "member"; readonly of: Code; readonly name: string }
  | { readonly kind: "call"; readonly callee: Code; readonly given: readonly Code[] }
  | { readonly kind: "not" | "minus"; readonly of: Code }
  | { readonly kind: "binary"; readonly operator: string; readonly of: readonly [Code, Code] }
  | { readonly kind: "choice"; readonly of: readonly [Code, Code, Code] }
  | { readonly kind: "function"; readonly parameter: Parameter; readonly gives: Code };

/** What a function calls what it is given: all of it by one name, or its members each by its own. */
export type Parameter = string | ReadonlyMap<string, string>;

const token =
  /\s*(?:(\d+(?:\.\d+)?)n?(?![\w.])|([A-Za-z_$][\w$]*)|("(?:[^"\\\n]|\\["'\\])*"|'(?:[^'\\\n]|\\["'\\])*'|`(?:[^`\\$])*`)|(=>|===|!==|==|!=|<=|>=|&&|\|\||[-+*%<>!?:.,()[\]{}]))/y;

interface Token {
  readonly kind: "number" | "name" | "text" | "sign";
  readonly text: string;
}

/** Reads a function of one parameter that gives an expression; `undefined` where it says more than that. */
export function parseFunction(source: string): Code | undefined {
  const tokens: Token[] = [];
  token.lastIndex = 0;
  for (let at = 0; source.slice(at).trim() !== ""; at = token.lastIndex) {
    token.lastIndex = at;
    const [, number, name, quoted, sign] = token.exec(source) ?? [];
    if (number !== undefined) tokens.push({ kind: "number", text: number });
    else if (name !== undefined) tokens.push({ kind: "name", text: name });
    else if (quoted !== undefined) tokens.push({ kind: "text", text: unquoted(quoted) });
    else if (sign !== undefined) tokens.push({ kind: "sign", text: sign });
    else return undefined;
  }
  try {
    const parser = new Parser(tokens);
    const code = parser.function();
    return parser.isDone() ? code : undefined;
  } catch (thrown) {
    if (thrown instanceof Beyond) return undefined;
    throw thrown;
  }
}

function unquoted(text: string): string {
  return text.slice(1, -1).replaceAll(/\\(["'\\])/g, "$1");
}

/** It is JavaScript of another kind. */
class Beyond extends Error {}

/** Binary operators, those that bind least first. */
const levels: readonly (readonly string[])[] = [
  ["||"],
  ["&&"],
  ["===", "!==", "==", "!="],
  ["<", "<=", ">", ">="],
  ["+", "-"],
  ["*", "%"],
];

class Parser {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  isDone(): boolean {
    return this.#at === this.#tokens.length;
  }

  function(): Code {
    const parameter = this.#parameter();
    this.#expect("=>");
    return { kind: "function", parameter, gives: this.#expression() };
  }

  #parameter(): Parameter {
    if (!this.#takes("(")) return this.#name();
    const members = this.#takes("{") ? this.#members() : this.#name();
    this.#takes(",");
    this.#expect(")");
    return members;
  }

  #members(): ReadonlyMap<string, string> {
    const members = new Map<string, string>();
    while (!this.#takes("}")) {
      const name = this.#name();
      members.set(this.#takes(":") ? this.#name() : name, name);
      if (!this.#takes(",")) {
        this.#expect("}");
        break;
      }
    }
    return members;
  }

  #expression(): Code {
    const asked = this.#binary(0);
    if (!this.#takes("?")) return asked;
    const first = this.#expression();
    this.#expect(":");
    return { kind: "choice", of: [asked, first, this.#expression()] };
  }

  #binary(level: number): Code {
    const operators = levels[level];
    if (!operators) return this.#unary();
    let left = this.#binary(level + 1);
    for (let next = this.#sign(); operators.includes(next); next = this.#sign()) {
      this.#at++;
      left = { kind: "binary", operator: next, of: [left, this.#binary(level + 1)] };
    }
    return left;
  }

  #unary(): Code {
    if (this.#takes("!")) return { kind: "not", of: this.#unary() };
    if (this.#takes("-")) return { kind: "minus", of: this.#unary() };
    let code = this.#primary();
    for (;;) {
      if (this.#takes(".")) code = { kind: "member", of: code, name: this.#name() };
      else if (this.#takes("[")) {
        const { kind, text } = this.#next();
        if (kind !== "text") throw new Beyond();
        this.#expect("]");
        code = { kind: "member", of: code, name: text };
      } else if (this.#takes("(")) code = { kind: "call", callee: code, given: this.#given() };
      else return code;
    }
  }

  #given(): readonly Code[] {
    const given: Code[] = [];
    while (!this.#takes(")")) {
      given.push(this.#startsFunction() ? this.function() : this.#expression());
      if (!this.#takes(",")) {
        this.#expect(")");
        break;
      }
    }
    return given;
  }

  /** `name =>` or `(name) =>`. */
  #startsFunction(): boolean {
    const [first, second, third, fourth] = this.#tokens.slice(this.#at, this.#at + 4);
    if (first?.kind === "name") return second?.text === "=>";
    return (
      first?.text === "(" && second?.kind === "name" && third?.text === ")" && fourth?.text === "=>"
    );
  }

  #primary(): Code {
    if (this.#takes("(")) {
      const inside = this.#expression();
      this.#expect(")");
      return inside;
    }
    const { kind, text } = this.#next();
    if (kind === "sign") throw new Beyond();
    return kind === "name" ? { kind, name: text } : { kind, value: text };
  }

  #sign(): string {
    const next = this.#tokens[this.#at];
    return next?.kind === "sign" ? next.text : "";
  }

  #takes(sign: string): boolean {
    const takes = this.#sign() === sign;
    if (takes) this.#at++;
    return takes;
  }

  #expect(sign: string): void {
    if (!this.#takes(sign)) throw new Beyond();
  }

  #name(): string {
    const { kind, text } = this.#next();
    if (kind !== "name") throw new Beyond();
    return text;
  }

  #next(): Token {
    const next = this.#tokens[this.#at++];
    if (!next) throw new Beyond();
    return next;
  }
}
