/** Problems of a template's blocks, found by their marks. */
export interface BlockMistake {
  readonly message: string;
  readonly at: number;
}

/** Comments, raw text, and the marks that open and close blocks. */
const marks =
  /\{\{~?!--[\s\S]*?--~?\}\}|\{\{~?![\s\S]*?\}\}|\\\{\{|\{\{~?\s*([#^/])\s*([>*]?\s*[^\s}~]*)[^}]*\}\}/g;

interface Opened {
  readonly name: string;
  readonly text: string;
  readonly at: number;
}

/** The names of the blocks that are open at the end of a text, the outermost first. */
export function openBlocks(text: string): readonly string[] {
  const open: string[] = [];
  for (const { 1: sign, 2: given = "" } of text.matchAll(marks)) {
    if (sign === undefined || (sign === "^" && given === "")) continue;
    if (sign === "/") open.pop();
    else open.push(given.replace(/^[>*]\s*/, ""));
  }
  return open;
}

/** The first block that does not end where it should. */
export function findBlockMistake(text: string): BlockMistake | undefined {
  const open: Opened[] = [];
  for (const { 0: whole, 1: sign, 2: given = "", index: at } of text.matchAll(marks)) {
    if (sign === undefined || (sign === "^" && given === "")) continue;
    const name = given.replace(/^[>*]\s*/, "");
    if (sign !== "/") {
      open.push({ name, text: whole, at });
      continue;
    }
    const last = open.pop();
    if (!last) return { message: `${whole} closes nothing: no {{#${name}}} is open here`, at };
    if (last.name === name) continue;
    const line = text.slice(0, at).split("\n").length;
    return open.some((one) => one.name === name)
      ? { message: `${last.text} is not closed before ${whole} in line ${line}`, at: last.at }
      : { message: `${whole} closes ${last.text}, which is another block`, at };
  }
  const last = open.pop();
  return (
    last && { message: `${last.text} is never closed: there is no {{/${last.name}}}`, at: last.at }
  );
}
