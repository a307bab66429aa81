import type {
  CompletionItem,
  Hover as HoverAnswer,
  Diagnostic as Mark,
  Range,
} from "vscode-languageserver-protocol";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { type Diagnostic, describe, type Location } from "../diagnostics/diagnostic.ts";
import type { Suggestion } from "../templateHelp/complete.ts";
import type { Hover } from "../templateHelp/hover.ts";

/** How the protocol numbers kinds of completion. */
const kinds: Readonly<Record<Suggestion["kind"], number>> = {
  helper: 3,
  name: 6,
  option: 5,
  text: 12,
  block: 14,
  partial: 17,
};

export function completionItem(
  { label, kind, detail, says, start }: Suggestion,
  text: TextDocument,
  offset: number,
): CompletionItem {
  const range = { start: text.positionAt(start), end: text.positionAt(offset) };
  return {
    label,
    kind: kinds[kind] as CompletionItem["kind"] & number,
    textEdit: { range, newText: label },
    ...(detail === undefined ? {} : { detail }),
    ...(says === undefined ? {} : { documentation: { kind: "markdown", value: says } }),
  };
}

export function hoverAnswer({ says, start, length }: Hover, text: TextDocument): HoverAnswer {
  const range = { start: text.positionAt(start), end: text.positionAt(start + length) };
  return { contents: { kind: "markdown", value: says }, range };
}

export function markOf(problem: Diagnostic): Mark {
  const { message, advice } = describe(problem);
  return {
    severity: problem.severity === "error" ? 1 : 2,
    source: "terraloom",
    code: problem.code,
    message: advice === undefined ? message : `${message}\n${advice}`,
    range: rangeOf(problem.location),
  };
}

export function rangeOf(location: Location | undefined): Range {
  const { line = 1, column = 1, endColumn = column + 1 } = location ?? {};
  return {
    start: { line: line - 1, character: column - 1 },
    end: { line: line - 1, character: endColumn - 1 },
  };
}
