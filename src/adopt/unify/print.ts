import type { Holdings } from "./holdings.ts";
import type { ChoicePart, Part } from "./parts.ts";

/** The text of a template. */
export function printParts(
  parts: readonly Part[],
  holdings: Holdings,
  members: readonly number[],
): string {
  return parts.map((part) => printPart(part, holdings, members)).join("");
}

function printPart(part: Part, holdings: Holdings, members: readonly number[]): string {
  switch (part.kind) {
    case "text":
      return part.text.replaceAll("{{", "\\{{");
    case "name":
      return part.form === "raw" ? "{{{environment.name}}}" : "{{environment.name}}";
    case "value": {
      const path = holdings.pathOf(part);
      return part.form === "raw" ? `{{{${path}}}}` : `{{${path}}}`;
    }
    case "choice":
      return printChoice(part, holdings, members);
  }
}

function printChoice(part: ChoicePart, holdings: Holdings, members: readonly number[]): string {
  const tests = holdings.testsOf(part, members);
  const texts = part.branches.map((branch) => printParts(branch.parts, holdings, branch.members));
  // Tags on lines of their own leave no lines behind.
  const isWholeLines = !part.inline && texts.every((text) => text.endsWith("\n"));
  const indentation = /^\n*([ \t]*)/.exec(texts[0] ?? "")?.[1] ?? "";
  const tag = (text: string): string =>
    isWholeLines ? `${indentation}{{${text}}}\n` : `{{${text}}}`;
  const opened = texts.map((text, at) => {
    const test = tests[at];
    if (at === 0) return tag(`#if ${test}`) + text;
    return tag(test === undefined ? "else" : `else if ${test}`) + text;
  });
  return `${opened.join("")}${tag("/if")}`;
}
