import { isPrintable } from "./quotedText.ts";

/**
 * A heredoc that reads back as exactly `text`, or undefined where a person would write quotes or a
 * heredoc cannot hold the text: it holds whole lines of visible characters and tabs.
 *
 * Lines are indented (`<<-`) two blanks deeper than `indentation`, which is that of the line the heredoc
 * begins in, unless all of them begin with a blank: Terraform would take that away too.
 */
export function heredoc(text: string, indentation: string): string | undefined {
  if (!text.includes("\n")) return undefined;
  const lines = text.split("\n");
  if (lines.length < 3 || lines.pop() !== "" || !lines.every(isHeredocLine)) {
    return undefined;
  }
  const marker = unusedMarker(lines);
  const body = lines.map(escapeMarkers);
  if (!lines.every(startsPlainly) || lines.every((line) => /^(?:[ \t]|$)/.test(line))) {
    return `<<${marker}\n${body.join("\n")}\n${marker}`;
  }
  const indented = body.map((line) => (/^[ \t]*$/.test(line) ? line : `${indentation}  ${line}`));
  return `<<-${marker}\n${indented.join("\n")}\n${indentation}${marker}`;
}

function isHeredocLine(line: string): boolean {
  return isPrintable(line.replaceAll("\t", ""));
}

/** A combining mark after the indentation would be taken away as part of its last blank. */
function startsPlainly(line: string): boolean {
  return /^[ \t]*(?:$|[^\p{M}\p{Grapheme_Extend}\p{Emoji_Modifier}])/u.test(line);
}

function escapeMarkers(line: string): string {
  return line.replaceAll(/[$%](?=\{)/g, "$&$&");
}

function unusedMarker(lines: readonly string[]): string {
  const used = new Set(lines.map((line) => line.trim()));
  let marker = "EOT";
  for (let number = 2; used.has(marker); number += 1) {
    marker = `EOT${number}`;
  }
  return marker;
}
