/** Text in which nothing is Markdown or HTML. */
export function plain(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(/[\\`*_[\]|~]/g, "\\$&")
    .replaceAll("@", "@\u200b")
    .replaceAll("\n", " ");
}

/** Code within a line, in a table's cell too. What backticks cannot hold becomes HTML. */
export function codeSpan(text: string): string {
  if (text === "") return "";
  if (!/[`|\\\n<>]/.test(text)) return `\`${text}\``;
  const escaped = text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll(/[\\`*_[\]|~]/g, (character) => `&#${character.charCodeAt(0)};`)
    .replaceAll("\n", " ");
  return `<code>${escaped}</code>`;
}

/** A block that is folded until it is asked for. */
export function details(summary: string, body: string): string {
  return `<details><summary>${summary}</summary>\n\n${body}\n\n</details>`;
}

/** A code block whose fence is longer than any in the text. */
export function fenced(language: string, text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${text.trimEnd()}\n${fence}`;
}

/** As many blocks as fit, each whole, so that no table and no fold is cut; a last line counts the others. */
export function limited(
  blocks: readonly string[],
  limit: number,
  advice = "Run: npx terraloom drift-report",
): string {
  const note = (left: number): string =>
    `_${left} ${left === 1 ? "part was" : "parts were"} left out: a comment holds ${limit} characters. ${advice}_`;
  const room = limit - note(blocks.length).length - 4;
  const kept: string[] = [];
  let length = 0;
  for (const block of blocks) {
    if (length + block.length + 2 > room) continue;
    kept.push(block);
    length += block.length + 2;
  }
  const left = blocks.length - kept.length;
  return `${[...kept, ...(left > 0 ? [note(left)] : [])].join("\n\n")}\n`;
}
