import type { Draft } from "../../model/draft.ts";
import { isTemplate } from "./codeText.ts";

/**
 * Makes a copied file a template, so that it can contain `{{values.x}}`: its output stays byte for byte the same.
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

/** The current path of a file: one that has become a template in this draft has another name. */
export function editablePath(draft: Draft, file: string): string {
  const template = `${file}.hbs`;
  return draft.read(file) === undefined && draft.read(template) !== undefined ? template : file;
}

export function templateText(text: string): string {
  const crlf = text.includes("\r\n") ? "{{!-- crlf --}}\n" : "";
  return `{{!-- as written --}}\n${crlf}${text.replaceAll("{{", "\\{{")}`;
}
