import { posix } from "node:path";
import { success } from "../model/result.ts";
import { obstacle } from "../text/textEdit.ts";
import { editedFiles } from "./editedFiles.ts";
import { keyText, sourceFormatOf } from "./entryText.ts";
import { findStacks, objectItems } from "./find.ts";
import { importFromFile } from "./imports.ts";
import { insertItem } from "./list.ts";
import type { EditedSchema } from "./schemaEdit.ts";
import type { SchemaSources } from "./source.ts";

/**
 * Adds a stack to the project's stacks, after the others.
 *
 * @param constant what the stack is called where it is declared
 * @param file where that is
 */
export function addStackEntry(
  sources: SchemaSources,
  stack: string,
  constant: string,
  file: string,
): EditedSchema {
  const literal = findStacks(sources);
  if (!literal) return obstacle({ kind: "stacks" });
  const { source } = literal;
  const format = sourceFormatOf(source);
  const path = posix.relative(posix.dirname(source.file), file);
  const from = path.startsWith(".") ? path : `./${path}`;
  const isTaken = new RegExp(`\\b${constant}\\b`).test(source.text);
  const name = isTaken ? `${constant}Stack` : constant;
  const imported = isTaken ? `${constant} as ${name}` : name;
  const list = objectItems(literal);
  const entry = stack === name ? stack : `${keyText(stack, format)}: ${name}`;
  const edits = [
    importFromFile(source, imported, from),
    ...insertItem(list, list.items.length - 1, () => entry, format.unit),
  ];
  return success(editedFiles([{ source, edits }]));
}
