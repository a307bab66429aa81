import { diff3Merge } from "node-diff3";
import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import type { NotAbsorbed } from "../diagnostics/messages/notAbsorbed.ts";
import { startOf } from "../diagnostics/position.ts";
import { filesAt } from "../git/filesAt.ts";
import { format } from "../hcl/format.ts";
import { outline } from "../hcl/outline/outline.ts";
import { readManifests } from "../manifest/readManifests.ts";
import { decodeText, readText } from "../model/files.ts";
import type { Project } from "../model/project.ts";
import type { Output, Rendered } from "../model/rendered.ts";
import type { Step } from "../model/step.ts";
import { outputHash } from "../render/outputHash.ts";
import { hunks, squeezed } from "../text/hunks.ts";
import { sha256 } from "../text/sha256.ts";
import { applyEdits, type TextEdit } from "../text/textEdit.ts";

export interface EditedFile {
  readonly output: Output;
  /** As it is rendered now. */
  readonly rendered: string;
  /** As rendering is to make it: what was changed by hand in what is rendered now, formatted. */
  readonly wanted: string;
  readonly onDisk: string;
}

/** The generated files that were changed by hand, as texts; and those whose changes have no source to go to. */
export function editedFiles(
  { root, files, schema }: Project,
  steps: readonly Step[],
): { readonly edited: readonly EditedFile[]; readonly left: readonly Diagnostic[] } {
  const left: Diagnostic[] = [];
  const leave = (path: string, why: NotAbsorbed): [] => {
    left.push(diagnostic("not-absorbed", { why }, startOf(path)));
    return [];
  };
  const manifest = readManifests(files, schema.layout);
  const edited = steps.flatMap((step): EditedFile[] => {
    if (step.action === "create" && step.restored) {
      return leave(step.path, { kind: "deleted", source: step.output.source });
    }
    if (step.action !== "edited") return [];
    const { path, output, old } = step;
    if (!output) return leave(path, { kind: "orphan" });
    if (!isFromTemplate(output)) {
      return leave(path, { kind: "own", source: output.source });
    }
    const onDisk = decodeText(old);
    if (onDisk === undefined || typeof output.content !== "string") {
      return leave(path, { kind: "not-text" });
    }
    const rendered = output.content;
    const hashes = manifest.files.get(path);
    if (!hashes) return leave(path, { kind: "foreign" });
    const made = { output, rendered, onDisk };
    if (hashes.has(outputHash(output))) return [{ ...made, wanted: formatted(output, onDisk) }];
    // Sources were changed too since it was generated: the commit shows what was changed by hand.
    const committed = filesAt(root, "HEAD", (one) => one === path);
    const base = committed.ok ? readText(committed.value, path) : undefined;
    if (base === undefined || !hashes.has(sha256(base))) {
      return leave(path, { kind: "no-base" });
    }
    const wanted = bothChanged(path, onDisk, base, rendered);
    if (wanted !== undefined) return [{ ...made, wanted: formatted(output, wanted) }];
    return leave(path, { kind: "both-changed" });
  });
  return { edited, left };
}

/** What was written by hand, formatted where the whole file is formatted. */
function formatted({ kind, content }: Output, text: string): string {
  if (kind !== "hcl" || typeof content !== "string") return text;
  const [now, made] = [format(content), format(text)];
  return now.ok && now.value === content && made.ok ? made.value : text;
}

/** What was changed by hand since the base, merged into what is rendered now; `undefined` where both change the same lines. */
function bothChanged(
  path: string,
  onDisk: string,
  base: string,
  rendered: string,
): string | undefined {
  const merged = diff3Merge(onDisk.split("\n"), base.split("\n"), rendered.split("\n"));
  if (!merged.some(({ conflict }) => conflict)) {
    return merged.flatMap(({ ok = [] }) => ok).join("\n");
  }
  if (!path.endsWith(".tfvars")) return undefined;
  // Definitions stand line under line, and each is a thing of its own.
  const [byHand, before, now] = [onDisk, base, rendered].map(definitionsIn);
  const edits: TextEdit[] = [];
  for (const [name, { start, end, text }] of now ?? []) {
    const [edited, old] = [byHand?.get(name)?.text, before?.get(name)?.text];
    if (edited === undefined || edited === old) continue;
    if (text !== old && text !== edited) return undefined;
    edits.push({ start, end, text: edited });
  }
  return applyEdits(rendered, edits);
}

function definitionsIn(text: string): ReadonlyMap<string, TextEdit> {
  return new Map(
    outline(text).body.attributes.map(({ name, expression: { start, end } }) => {
      return [name, { start, end, text: text.slice(start, end) }] as const;
    }),
  );
}

/** Whether a person wrote what makes it. */
export function isFromTemplate({ source }: Output): boolean {
  return source.includes("/");
}

/** How many lines of an edited file are not what rendering makes of them. The order of definitions says nothing. */
export function distance(rendered: Rendered, { output, wanted }: EditedFile): number {
  const text = textOf(rendered, output.path);
  if (text === undefined) return Number.MAX_SAFE_INTEGER;
  const isOrdered = !output.path.endsWith(".tfvars");
  const [made, edited] = [text, wanted].map((one) =>
    isOrdered ? one : one.split("\n").map(squeezed).sort().join("\n"),
  );
  return hunks(made ?? "", edited ?? "", output.kind === "hcl").reduce(
    (sum, { start, end, lines }) => sum + end - start + lines.length,
    0,
  );
}

/** The text of an output; nothing for one that is not there, or no text. */
export function textOf({ outputs }: Rendered, path: string): string | undefined {
  const content = outputs.get(path)?.content;
  return typeof content === "string" ? content : undefined;
}
