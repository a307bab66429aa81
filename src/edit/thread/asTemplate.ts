import type { Draft } from "../../model/draft.ts";
import { isTemplate } from "./codeText.ts";

/**
 * Makes a file that is copied one that Handlebars runs, so that it can hold `{{values.x}}`: what it writes stays byte for
 * byte as it is.
 *
 * @returns its path as a template
 */
export function asTemplate(draft: Draft, file: string): string {
  if (isTemplate(file)) return file;
  const template = `${file}.hbs`;
  if (draft.read(template) !== undefined) return template;
  const text = draft.read(file);
  if (text !== undefined) draft.remove(file);
  draft.write(template, text === undefined ? "" : templateText(text));
  return template;
}

/** A file where it is now: one that has become a template in this draft has another name. */
export function editablePath(draft: Draft, file: string): string {
  const template = `${file}.hbs`;
  return draft.read(file) === undefined && draft.read(template) !== undefined ? template : file;
}

export function templateText(text: string): string {
  const crlf = text.includes("\r\n") ? "{{!-- crlf --}}\n" : "";
  return `{{!-- as written --}}\n${crlf}${text.replaceAll("{{", "\\{{")}`;
}
