import { createTwoFilesPatch } from "diff";
import { maskPair } from "../mask/maskPair.ts";
import { decodeText } from "../model/files.ts";
import type { Step } from "../model/step.ts";
import { plainStyle, type Style } from "./style.ts";

/**
 * What a step would change, as a unified diff; "" where nothing changes.
 *
 * @param mask gives a file's text as it may be shown
 */
export function stepDiff(
  step: Step,
  style: Style = plainStyle,
  mask: (path: string, text: string) => string = (_, text) => text,
): string {
  const { path } = step;
  const [from, to] = [`a/${path}`, `b/${path}`];
  const diff = (
    [before, old]: readonly [string, string | Uint8Array],
    [after, content]: readonly [string, string | Uint8Array],
  ): string => {
    // A diff of line ends would show the same lines twice.
    const [oldText, text] = [
      isPlain ? asText(old) : asText(old)?.replaceAll("\r\n", "\n"),
      asText(content),
    ];
    if (oldText === undefined || text === undefined) {
      return `Binary files ${before} and ${after} differ\n`;
    }
    if (oldText === text) return "";
    const unified = unifiedDiff(before, after, ...maskPair(mask, path, oldText, text));
    return paintDiff(unified, style);
  };
  const isPlain = !("lineEnds" in step);
  switch (step.action) {
    case "create":
      return diff(["/dev/null", ""], [to, step.output.content]);
    case "update":
      if (step.modeAlone) return paintDiff(modeDiff(path, step.output.executable === true), style);
      return diff([from, step.old], [to, step.output.content]);
    case "delete":
      return diff([from, step.old], ["/dev/null", ""]);
    case "edited":
      return diff([from, step.old], step.output ? [to, step.output.content] : ["/dev/null", ""]);
    default:
      return "";
  }
}

/** As `git diff` says that a file becomes a program, or is none any more. */
function modeDiff(path: string, isProgram: boolean): string {
  const [plain, program] = ["100644", "100755"];
  const [from, to] = isProgram ? [plain, program] : [program, plain];
  return `diff --git a/${path} b/${path}\nold mode ${from}\nnew mode ${to}\n`;
}

function asText(content: string | Uint8Array): string | undefined {
  return typeof content === "string" ? content : decodeText(content);
}

/** A unified diff with three lines of context, as `patch` and `git apply` read it. */
export function unifiedDiff(from: string, to: string, before: string, after: string): string {
  const patch = createTwoFilesPatch(from, to, before, after, undefined, undefined, { context: 3 });
  return patch.replace(/^=+\n/, "").replace(/^(---|\+\+\+) (.*)\t$/gm, "$1 $2");
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
