/** Handlebars' expressions and comments; a string in one may hold braces. */
const mustache =
  /\{\{!--[\s\S]*?--~?\}\}|\{\{!(?!--)[\s\S]*?\}\}|\{\{\{?(?:"[^"]*"|'[^']*'|(?!\}\})[^"'])*\}\}\}?/g;

/** The placeholder of a module source that a template writes with `moduleSource`. */
export const moduleMark = "@module/";

/**
 * A template's text with its Handlebars expressions blanked out, every other character where it was:
 * so that the rest can be read as HCL. A module's source stays readable as a string.
 */
export function maskMustaches(text: string): string {
  return replaceMustaches(text, (found) => {
    const module = /^\{\{\{?~?\s*moduleSource\s+["']([^"']+)["']/.exec(found)?.[1];
    const blank = found.replace(/[^\n\r]/g, " ");
    const kept = module === undefined ? "" : `"${moduleMark}${module}"`;
    return kept + blank.slice(kept.length);
  });
}

/** A template's text with something else in place of each Handlebars expression and comment. */
export function replaceMustaches(text: string, write: (mustache: string) => string): string {
  return text.replace(mustache, write);
}
