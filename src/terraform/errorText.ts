import { stripVTControlCharacters } from "node:util";

/**
 * What Terraform says is wrong, on one line: the text of its first `Error:`, without the box that it is drawn
 * in. Where there is none, the last line that it wrote.
 *
 * @param stderr what it wrote there
 */
export function errorText(stderr: string): string {
  const lines = stripVTControlCharacters(stderr)
    .split(/\r?\n/)
    .map((line) => line.replace(/^[╷│╵]\s?/u, "").trim());
  const start = lines.findIndex((line) => line.startsWith("Error: "));
  if (start < 0) return lines.findLast((line) => line !== "") ?? "";
  const rest = lines.slice(start + 1);
  const end = rest.findIndex((line) => line.startsWith("Error: "));
  const paragraph = rest
    .slice(0, end < 0 ? undefined : end)
    .join("\n")
    .trim()
    .split(/\n{2,}/)[0];
  const headline = (lines[start] ?? "").slice("Error: ".length);
  return [headline, paragraph?.replaceAll("\n", " ")]
    .filter(Boolean)
    .join(": ")
    .replace(/:: /, ": ");
}
