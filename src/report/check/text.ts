import { describe } from "../../diagnostics/diagnostic.ts";
import { plainStyle, type Style } from "../style.ts";
import type { FileDifference } from "./differences.ts";

/** How each file differs from what it should be; and where a change belongs that was made by hand. */
export function differencesText(
  differences: readonly FileDifference[],
  style: Style = plainStyle,
): string {
  const words: Readonly<Record<FileDifference["kind"], string>> = {
    missing: style.red("missing"),
    new: style.red("new"),
    stale: style.yellow("stale"),
    orphaned: style.yellow("orphaned"),
    edited: style.red("edited by hand"),
    blocked: style.red("blocked"),
    manifest: style.yellow("stale"),
  };
  const lines = differences.map(({ kind, path, problem }) => {
    const { advice } = describe(problem);
    const belongs = kind === "edited" && advice !== undefined ? `  ${advice}\n` : "";
    return `${words[kind]} ${path}${kind === "manifest" ? " (a manifest)" : ""}\n${belongs}`;
  });
  return lines.join("");
}
