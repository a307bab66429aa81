import { createTwoFilesPatch, FILE_HEADERS_ONLY } from "diff";
import { maskPair } from "../mask/maskPair.ts";
import { decodeText } from "../model/files.ts";
import type { MaskText } from "../model/maskText.ts";
import type { Step } from "../model/step.ts";
import { plainStyle, type Style } from "./style.ts";

/** What a step would change, as a unified diff; "" where nothing changes. */
export function stepDiff(step: Step, style: Style = plainStyle, mask?: MaskText): string {
  if (step.action === "unchanged" || step.action === "blocked") return "";
  if (step.action === "update" && step.modeAlone) {
    return paintDiff(modeDiff(step.path, step.output.executable === true), style);
  }
  const old = "old" in step ? step.old : undefined;
  const content = "output" in step ? step.output?.content : undefined;
  // A diff of line ends would show the same lines twice.
  const before = old && "lineEnds" in step ? decodeText(old)?.replaceAll("\r\n", "\n") : undefined;
  return fileDiff(step.path, before ?? old, content, style, mask);
}

/**
 * How a file changes, as a unified diff; a side is absent where there is no file.
 *
 * @param mask gives a file's text as it may be shown
 */
export function fileDiff(
  path: string,
  before: string | Uint8Array | undefined,
  after: string | Uint8Array | undefined,
  style: Style,
  mask: MaskText = (_, text) => text,
): string {
  const from = before === undefined ? "/dev/null" : `a/${path}`;
  const to = after === undefined ? "/dev/null" : `b/${path}`;
  const old = typeof before === "object" ? decodeText(before) : (before ?? "");
  const text = typeof after === "object" ? decodeText(after) : (after ?? "");
  if (old === undefined || text === undefined) return `Binary files ${from} and ${to} differ\n`;
  if (old === text) return "";
  return paintDiff(unifiedDiff(from, to, ...maskPair(mask, path, old, text)), style);
}

/** As `git diff` says that a file becomes a program, or is none any more. */
function modeDiff(path: string, isProgram: boolean): string {
  const [plain, program] = ["100644", "100755"];
  const [from, to] = isProgram ? [plain, program] : [program, plain];
  return `diff --git a/${path} b/${path}\nold mode ${from}\nnew mode ${to}\n`;
}

/** A unified diff with three lines of context, as `patch` and `git apply` read it. */
function unifiedDiff(from: string, to: string, before: string, after: string): string {
  const options = { context: 3, headerOptions: FILE_HEADERS_ONLY };
  return createTwoFilesPatch(from, to, before, after, undefined, undefined, options);
}

/** Colours a diff's lines by what they say. */
export function paintDiff(diff: string, style: Style): string {
  return diff.replace(/^.*$/gm, (line) => {
    if (line.startsWith("---") || line.startsWith("+++")) return style.bold(line);
    if (line.startsWith("@@")) return style.cyan(line);
    if (line.startsWith("+")) return style.green(line);
    return line.startsWith("-") ? style.red(line) : line;
  });
}
