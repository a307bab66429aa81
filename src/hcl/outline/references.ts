import { endsLine } from "../tokens.ts";
import type { Reference, Step } from "./nodes.ts";
import { endOfToken, nextWord, type PlacedTokens, startOfToken } from "./placedTokens.ts";

/** Words that are not names in an expression. */
const keywords = new Set(["true", "false", "null", "for", "in", "if", "else", "endif", "endfor"]);

/** The names that a `for` binds, and the bracket that they are bound in. */
interface Loop {
  readonly names: readonly string[];
  /** Absent for `%{for}`, which ends with `%{endfor}`. */
  readonly bracket?: number;
  isBound: boolean;
}

/** The references in a run of tokens, in their order. */
export function referencesIn(placed: PlacedTokens, from: number, to: number): Reference[] {
  const { tokens } = placed;
  const references: Reference[] = [];
  const brackets: number[] = [];
  const loops: Loop[] = [];
  for (let at = from; at < to; at++) {
    const token = tokens[at];
    switch (token?.kind) {
      case "{":
      case "[":
      case "(":
      case "interpolation":
      case "directive": {
        const loop = loopAt(placed, at);
        if (loop) loops.push(loop.binds);
        else if (isEndOfLoop(placed, at))
          loops.splice(
            loops.findLastIndex(({ bracket }) => bracket === undefined),
            1,
          );
        brackets.push(at);
        at = loop?.last ?? at;
        break;
      }
      case ":":
        bind(loops, brackets.at(-1));
        break;
      case "closeTemplate":
      case "}":
      case "]":
      case ")": {
        const bracket = brackets.pop();
        const loop = loops.at(-1);
        if (bracket === undefined || !loop) break;
        if (loop.bracket === bracket) loops.pop();
        else if (tokens[bracket]?.kind === "directive" && !loop.bracket) loop.isBound = true;
        break;
      }
      case "identifier":
        if (isName(placed, at, brackets.at(-1)) && !isBound(loops, token.text)) {
          references.push(referenceAt(placed, at, to));
        }
    }
  }
  return references;
}

/** `for a, b in`, after the bracket that holds it. */
function loopAt(
  placed: PlacedTokens,
  bracket: number,
): { readonly binds: Loop; readonly last: number } | undefined {
  const { tokens } = placed;
  let at = nextWord(placed, bracket + 1);
  if (tokens[at]?.kind !== "identifier" || tokens[at]?.text !== "for") return undefined;
  const names: string[] = [];
  for (at = nextWord(placed, at + 1); tokens[at]; at = nextWord(placed, at + 1)) {
    const { kind, text } = tokens[at] ?? {};
    if (kind === "identifier" && text === "in") {
      const isDirective = tokens[bracket]?.kind === "directive";
      return { binds: { names, ...(isDirective ? {} : { bracket }), isBound: false }, last: at };
    }
    if (kind === "identifier") names.push(text ?? "");
    else if (kind !== ",") return undefined;
  }
  return undefined;
}

function isEndOfLoop(placed: PlacedTokens, bracket: number): boolean {
  return (
    placed.tokens[bracket]?.kind === "directive" &&
    placed.tokens[nextWord(placed, bracket + 1)]?.text === "endfor"
  );
}

/** The collection of a loop is outside of its scope; the part after the colon is inside. */
function bind(loops: readonly Loop[], bracket: number | undefined): void {
  const loop = loops.at(-1);
  if (loop && loop.bracket === bracket && bracket !== undefined) loop.isBound = true;
}

function isBound(loops: readonly Loop[], name: string): boolean {
  return loops.some(({ names, isBound }) => isBound && names.includes(name));
}

/** Whether an identifier begins a reference: it is no attribute, function, keyword or key. */
function isName({ tokens }: PlacedTokens, at: number, bracket: number | undefined): boolean {
  const before = tokens[at - 1];
  const after = tokens[at + 1]?.kind;
  if (before?.kind === "." || before?.kind === "::" || after === "(" || after === "::")
    return false;
  if (keywords.has(tokens[at]?.text ?? "")) return false;
  const isInObject = bracket !== undefined && tokens[bracket]?.kind === "{";
  if (!isInObject || (after !== "=" && after !== ":")) return true;
  return !(before && (before.kind === "{" || before.kind === "," || endsLine(before)));
}

function referenceAt(placed: PlacedTokens, start: number, to: number): Reference {
  const { tokens } = placed;
  const steps: Step[] = [];
  let end = start;
  for (let next = stepAt(placed, end + 1); next && next.last < to; next = stepAt(placed, end + 1)) {
    steps.push(next.step);
    end = next.last;
  }
  return {
    root: tokens[start]?.text ?? "",
    steps,
    start: startOfToken(placed, start),
    end: endOfToken(placed, end),
  };
}

function stepAt(
  placed: PlacedTokens,
  at: number,
): { readonly step: Step; readonly last: number } | undefined {
  const { tokens, closing } = placed;
  const made = (kind: Step["kind"], last: number, name?: string) => {
    const range = { start: startOfToken(placed, at), end: endOfToken(placed, last) };
    return { step: { kind, ...(name === undefined ? {} : { name }), ...range }, last };
  };
  const next = tokens[at + 1];
  if (tokens[at]?.kind === ".") {
    if (next?.kind === "identifier") return made("attribute", at + 1, next.text);
    if (next?.kind === "*") return made("splat", at + 1);
    return next?.kind === "number" ? made("index", at + 1) : undefined;
  }
  const last = closing[at] ?? -1;
  if (tokens[at]?.kind !== "[" || last < 0) return undefined;
  if (next?.kind === "*" && last === at + 2) return made("splat", last);
  const isPlainText = next?.kind === "openQuote" && last === at + 4;
  return isPlainText ? made("index", last, tokens[at + 2]?.text) : made("index", last);
}
