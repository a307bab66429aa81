import type { Location } from "../diagnostics/diagnostic.ts";
import { startOf } from "../diagnostics/position.ts";
import type { Project } from "../model/project.ts";
import { cursorAt, wordAt } from "./cursor.ts";
import { declarationOf, shownValue } from "./declared.ts";
import { helperTexts } from "./helperTexts.ts";
import { valueOfPath } from "./members.ts";
import { visibleScopes } from "./visibleScopes.ts";

/** The hover text of the name at a place of a template. */
export interface Hover {
  /** Markdown. */
  readonly says: string;
  readonly start: number;
  readonly length: number;
}

/** The description of the name at an offset, and its value in each environment. */
export function hover(
  project: Project,
  file: string,
  text: string,
  offset: number,
): Hover | undefined {
  const found = nameAt(text, offset);
  if (!found) return undefined;
  const { word, start, before } = found;
  const place = { start, length: word.length };
  const seen = visibleScopes(project, file, before);
  const values = seen.flatMap(({ scope, environment }) => {
    const value = valueOfPath(word, scope);
    if (value === undefined) return [];
    const shown = shownValue(project, word, value);
    return [`- ${environment ? `${environment.name}: ` : ""}\`${shown}\``];
  });
  if (values.length === 0) {
    const helper = helperTexts[word];
    return helper && { ...place, says: `\`${helper.call}\`\n\n${helper.says}` };
  }
  const declared = declarationOf(word, seen[0]?.environment);
  const about = [
    `**${word}**`,
    ...(declared?.description === undefined ? [] : [declared.description]),
    ...(declared ? [permission(declared.drift)] : []),
    values.join("\n"),
  ];
  return { ...place, says: about.join("\n\n") };
}

function permission(drift: string | undefined): string {
  return drift === undefined
    ? "Must be the same in every environment."
    : `May differ between environments: ${drift}`;
}

/** Where the name at an offset is declared: in the schema, or the file of a partial. */
export function definition(
  project: Project,
  file: string,
  text: string,
  offset: number,
): Location | undefined {
  const found = nameAt(text, offset);
  if (!found) return undefined;
  const { word, before, sign } = found;
  const partial = sign.endsWith(">") ? project.templates.partials.get(word) : undefined;
  if (partial) return startOf(partial.file);
  const [seen] = visibleScopes(project, file, before);
  return declarationOf(word, seen?.environment)?.location;
}

/** The name at an offset of an expression, and the text before the expression. */
function nameAt(text: string, offset: number) {
  const word = wordAt(text, offset);
  const cursor = word && cursorAt(text, word.start + word.word.length);
  return word && cursor && { ...word, before: text.slice(0, cursor.start), sign: cursor.sign };
}
