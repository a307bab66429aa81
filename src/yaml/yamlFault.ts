import { LineCounter, parseAllDocuments } from "yaml";

/** Where a text of one or more documents stops being YAML; line and column count from 1. */
export interface YamlFault {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** The first fault of a text that is to be YAML, or JSON, which is YAML too. */
export function yamlFault(text: string): YamlFault | undefined {
  const lineCounter = new LineCounter();
  const documents = parseAllDocuments(text, { lineCounter, prettyErrors: false });
  const [error] = Array.isArray(documents) ? documents.flatMap(({ errors }) => errors) : [];
  if (!error) return undefined;
  const { line, col: column } = lineCounter.linePos(error.pos[0]);
  return { line, column, message: error.message };
}
