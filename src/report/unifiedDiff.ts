import { createTwoFilesPatch } from "diff";
import { decodeText } from "../files/files.ts";
import { generatedDirectory, type Step } from "../plan/plan.ts";
import { plainStyle, type Style } from "./style.ts";

/** What a step would change, as a unified diff; "" where nothing changes. */
export function stepDiff(step: Step, style: Style = plainStyle): string {
  const path = `${generatedDirectory}/${step.path}`;
  switch (step.action) {
    case "create":
      return textDiff("/dev/null", `b/${path}`, "", step.output.content, style);
    case "update":
      return textDiff(`a/${path}`, `b/${path}`, step.old, step.output.content, style);
    case "delete":
      return textDiff(`a/${path}`, "/dev/null", step.old, "", style);
    case "edited":
      return textDiff(
        `a/${path}`,
        step.output ? `b/${path}` : "/dev/null",
        step.old,
        step.output?.content ?? "",
        style,
      );
    default:
      return "";
  }
}

function textDiff(
  from: string,
  to: string,
  old: string | Uint8Array,
  content: string | Uint8Array,
  style: Style,
): string {
  const [before, after] = [asText(old), asText(content)];
  if (before === undefined || after === undefined) return `Binary files ${from} and ${to} differ\n`;
  return paintDiff(unifiedDiff(from, to, before, after), style);
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
