/** The unfinished expression between `{{` and a place of a template. */
export interface Cursor {
  /** Offset of the expression's first brace. */
  readonly start: number;
  /** `#`, `#>`, `>`, `/`, `#*` or nothing. */
  readonly sign: string;
  /** The helper whose call this is, its parentheses or braces; empty where the name itself is typed. */
  readonly head: string;
  /** How many parameters stand between the head and the place. */
  readonly parameters: number;
  readonly option?: string;
  /** Whether it must be in quotes. */
  readonly isQuoted: boolean;
  /** The word that is typed, up to the place: `settings.ba`. */
  readonly word: string;
}

/** What is typed at an offset; `undefined` outside of expressions and in comments. */
export function cursorAt(text: string, offset: number): Cursor | undefined {
  const start = openExpression(text.slice(0, offset));
  if (start === undefined) return undefined;
  const opened = /^\{\{\{?~?\s*(#>|#\*|[#^/>&]?)\s*/.exec(text.slice(start, offset));
  if (!opened) return undefined;
  const [mark, sign = ""] = opened;
  let typed = text.slice(start + mark.length, offset);
  if (sign === "" && /^else\s/.test(typed)) typed = typed.replace(/^else\s+/, "");
  return { start, sign, ...callAt(typed) };
}

/** Where the expression begins that is open at the end of a text. */
function openExpression(text: string): number | undefined {
  let start: number | undefined;
  const marks = /\{\{~?!--[\s\S]*?(?:--~?\}\}|$)|\{\{~?![\s\S]*?(?:\}\}|$)|\\\{\{|\{\{\{?|\}\}\}?/g;
  for (const { 0: mark, index } of text.matchAll(marks)) {
    if (mark === "{{" || mark === "{{{") start = index;
    else if (mark.startsWith("}")) start = undefined;
    else if (index + mark.length === text.length && !mark.endsWith("}}")) return undefined;
  }
  return start;
}

type CallAt = Omit<Cursor, "start" | "sign">;

/** The innermost call that is open at the end of what was typed, and what of it is being typed. */
function callAt(typed: string): CallAt {
  const calls: { words: string[] }[] = [{ words: [] }];
  const tokens = /"[^"]*"|'[^']*'|["'][^"']*$|[()]|[^\s()"']+(?:"[^"]*"|'[^']*'|["'][^"']*$)?/g;
  for (const { 0: token } of typed.matchAll(tokens)) {
    if (token === "(") calls.push({ words: [] });
    else if (token === ")") {
      calls.pop();
      calls.at(-1)?.words.push("()");
    } else calls.at(-1)?.words.push(token);
  }
  const words = calls.at(-1)?.words ?? [];
  const isBetween =
    typed === "" || (/[\s(]$/.test(typed) && !/["'][^"']*$/.test(words.at(-1) ?? ""));
  const last = isBetween ? "" : (words.at(-1) ?? "");
  const before = isBetween ? words : words.slice(0, -1);
  const [head = "", ...rest] = before;
  const parameters = rest.filter((word) => !/^[\w-]+=/.test(word)).length;
  const [, option, value = last] = /^([\w-]+)=(.*)$/s.exec(last) ?? [];
  const isQuoted = /^["']/.test(value) && !/^(?:"[^"]*"|'[^']*')$/.test(value);
  const word = isQuoted ? value.slice(1) : value;
  return { head, parameters, isQuoted, word, ...(option === undefined ? {} : { option }) };
}

/** The whole path that stands at an offset, `settings.backend.bucket` wherever in it the offset is, and where. */
export function wordAt(
  text: string,
  offset: number,
): { readonly word: string; readonly start: number } | undefined {
  const part = /[\w$@./-]/;
  let start = offset;
  while (start > 0 && part.test(text[start - 1] ?? "")) start--;
  let end = offset;
  while (end < text.length && part.test(text[end] ?? "")) end++;
  return end > start ? { word: text.slice(start, end), start } : undefined;
}
