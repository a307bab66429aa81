import { type Diagnostic, diagnostic } from "../../diagnostics/diagnostic.ts";
import { locationAt } from "../../diagnostics/position.ts";
import type { Range } from "../../hcl/outline/nodes.ts";
import { calledFolder } from "../../model/codeFiles.ts";
import type { Draft } from "../../model/draft.ts";
import { folderOf } from "../../model/layout.ts";
import { applyEdits } from "../../text/textEdit.ts";
import { mentionsIn } from "../../trace/mentions.ts";
import { formattedAsBefore, variableCodeIn } from "./codeText.ts";
import type { FlowStep } from "./variableFlow.ts";

/** Renames a variable in modules that are written by hand: its block, and where it is read and passed on. */
export function renameInFile(
  draft: Draft,
  stops: readonly FlowStep[],
  name: string,
  newName: string,
): void {
  const folders = new Set(stops.map(({ folder }) => folder));
  for (const { files } of stops) {
    for (const { path } of files) {
      const text = draft.read(path) ?? "";
      const edits = (mentionsIn(text) ?? []).flatMap((mention) => {
        if (mention.kind === "definition" || mention.name !== name) return [];
        if (mention.kind === "argument" && !isRenamed(mention, name, folders, path)) return [];
        return [{ start: mention.offset, end: mention.offset + name.length, text: newName }];
      });
      draft.write(path, formattedAsBefore(path, text, applyEdits(text, edits)));
    }
  }
}

/** An argument of that name is the called module's: it is renamed only if that module is. */
function isRenamed(
  {
    passes,
    call,
  }: Extract<NonNullable<ReturnType<typeof mentionsIn>>[number], { kind: "argument" }>,
  name: string,
  folders: ReadonlySet<string>,
  path: string,
): boolean {
  const called = calledFolder(folderOf(path), call.source);
  return passes === name && called !== undefined && folders.has(called);
}

/** Removes a variable's thread from a file: its block, its definition, and arguments that pass it on as it is. */
export function removeFromFile(draft: Draft, file: string, name: string): readonly Diagnostic[] {
  const text = draft.read(file) ?? "";
  const { thread, reads } = variableCodeIn(file, text, name);
  const without = applyEdits(
    text,
    thread.map((range) => ({ ...range, text: "" })),
  );
  draft.write(file, formattedAsBefore(file, text, without));
  return reads.map((range) => stillRead(file, text, name, range));
}

function stillRead(file: string, text: string, name: string, { start, end }: Range): Diagnostic {
  return diagnostic("still-read", { name }, locationAt(file, text, start, end));
}
