import type { ChoicePart, Part } from "./parts.ts";
import type { SpecEntries, Test } from "./specEntries.ts";

/** How a template is written. */
export interface Printing {
  readonly entries: SpecEntries;
  /** Whether what comes out is formatted: then tags are indented as what is between them. */
  readonly formatted: boolean;
}

interface Site {
  /** The environments that it is for. */
  readonly members: readonly number[];
  /** Whether a line begins here. */
  readonly isLineStart: boolean;
}

/** Says nothing, and keeps what stands before and after it apart. */
const apart = "{{!}}";

/**
 * The text of a template.
 *
 * @param members the environments that it is for
 */
export function printTemplate(
  parts: readonly Part[],
  members: readonly number[],
  printing: Printing,
): string {
  return printParts(parts, { members, isLineStart: true }, printing);
}

function printParts(parts: readonly Part[], site: Site, printing: Printing): string {
  let text = "";
  for (const part of parts) {
    const isLineStart = text === "" ? site.isLineStart : text.endsWith("\n");
    const next = printPart(part, { ...site, isLineStart }, printing);
    // A brace beside the braces of a tag would be read as one of them.
    const isRead =
      part.kind === "text" ? text.endsWith("}}") && next.startsWith("}") : text.endsWith("{");
    // A backslash before a tag would be a sign to it; of two, one is a text's own.
    const isSign = text.endsWith("\\") && next.startsWith("{{");
    text += `${isSign ? "\\" : ""}${isRead ? apart : ""}${next}`;
  }
  return text;
}

function printPart(part: Part, site: Site, printing: Printing): string {
  switch (part.kind) {
    case "text":
      return escaped(part.text);
    case "name": {
      const name = `environment.${part.isShort ? "shortName" : "name"}`;
      return part.form === "raw" ? `{{{${name}}}}` : `{{${name}}}`;
    }
    case "value": {
      const path = printing.entries.pathOf(part);
      return part.form === "raw" ? `{{{${path}}}}` : `{{${path}}}`;
    }
    case "choice":
      return printChoice(part, site, printing);
  }
}

/** Braces that Handlebars would read; a backslash before them is one, and no sign to it. */
function escaped(text: string): string {
  return text.replaceAll(/\\?\{\{/g, (braces) =>
    braces.startsWith("\\") ? `\\\\${apart}\\{{` : "\\{{",
  );
}

function printTest({ setting, is }: Test): string {
  const path = `settings.${setting}`;
  if (typeof is === "string") return `(eq ${path} ${JSON.stringify(is)})`;
  return is ? path : `(not ${path})`;
}

function printChoice(part: ChoicePart, { members, isLineStart }: Site, printing: Printing): string {
  const tests = printing.entries.testsOf(part, members);
  const tags = part.branches.map((_, at) => {
    const test = tests[at];
    if (!test) return "{{else}}";
    return `{{${at === 0 ? "#" : "else "}if ${printTest(test)}}}`;
  });
  const textsAt = (start: boolean): readonly string[] =>
    part.branches.map((branch) =>
      printParts(branch.parts, { members: branch.members, isLineStart: start }, printing),
    );
  const lines = textsAt(true);
  // Tags on lines of their own leave no lines behind.
  if (isLineStart && lines.every((text) => text.endsWith("\n"))) {
    const [, blanks = ""] = (printing.formatted && /^\n*([ \t]*)/.exec(lines[0] ?? "")) || [];
    return `${lines.map((text, at) => `${blanks}${tags[at]}\n${text}`).join("")}${blanks}{{/if}}\n`;
  }
  const inline = textsAt(false).map((text) => {
    const before = /^[}\s]/.test(text) ? apart : "";
    return before + text + (/[{\s]$/.test(text) ? apart : "");
  });
  return `${inline.map((text, at) => `${tags[at]}${text}`).join("")}{{/if}}`;
}
