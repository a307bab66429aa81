import { posix } from "node:path";
import { temporaryEnding } from "../files/temporary.ts";
import { printManifest } from "../manifest/manifest.ts";
import { sharedManifest } from "../manifest/paths.ts";
import { type Files, walk } from "../model/files.ts";
import { generatedDirectory } from "../model/layout.ts";
import { noProgress, type Progress } from "../model/progress.ts";
import type { Step } from "../model/step.ts";
import { sha256 } from "../text/sha256.ts";
import type { Plan } from "./plan.ts";

/**
 * Makes generated/ what the plan says. Killed at any instant, every file is the old one or the new
 * one and known to a manifest, so that the next run completes the work: first the shared manifest lists all that was
 * and all that will be, then come the files, then the deletions, then the manifests as they will stay, the
 * shared one last.
 *
 * @returns whether anything was written
 */
export function apply(plan: Plan, files: Files, progress: Progress = noProgress): boolean {
  const at = (path: string): string => `${generatedDirectory}/${path}`;
  const writes = plan.steps.flatMap((step) => (isWrite(step) ? [step] : []));
  const removals = plan.steps.filter(
    (step) => step.action === "delete" || (step.action === "edited" && step.orphan),
  );
  const isCurrent = plan.manifests.every(({ text, old }) => text === old);
  if (writes.length === 0 && removals.length === 0 && isCurrent) return false;
  const remove = (path: string): void => {
    files.remove(at(path));
    removeEmptyFolders(posix.dirname(path), files);
  };
  if (writes.length > 0 || removals.length > 0) {
    files.write(sharedManifest, transition(plan, writes));
  }
  for (const [index, { path, output }] of writes.entries()) {
    progress("writing files", index, writes.length);
    files.write(at(path), output.content);
  }
  for (const { path } of removals) remove(path);
  for (const { path, text, old } of plan.manifests) {
    if (text === undefined) remove(path);
    else if (text !== old || at(path) === sharedManifest) files.write(at(path), text);
  }
  return true;
}

type Write = Step & { readonly output: NonNullable<Extract<Step, { action: "create" }>["output"]> };

function isWrite(step: Step): step is Write {
  return "output" in step && step.output !== undefined && step.action !== "unchanged";
}

/** The shared manifest of a run under way: all that was, and all that is about to be. */
function transition({ before, steps }: Plan, writes: readonly Write[]): string {
  const files = new Map([...before.files].map(([path, hashes]) => [path, new Set(hashes)]));
  const add = (path: string, content: string | Uint8Array): void => {
    files.set(path, (files.get(path) ?? new Set()).add(sha256(content)));
  };
  for (const step of steps) if (step.action === "unchanged") add(step.path, step.output.content);
  for (const { path, output } of writes) add(path, output.content);
  return printManifest({ files });
}

function removeEmptyFolders(folder: string, files: Files): void {
  for (let at = folder; at !== "."; at = posix.dirname(at)) {
    files.removeEmptyDirectory(`${generatedDirectory}/${at}`);
  }
}

/** Removes the half-written files that a killed run has left. */
export function removeTemporaries(files: Files): void {
  for (const path of walk(files, generatedDirectory)) {
    if (path.endsWith(temporaryEnding)) files.remove(path);
  }
}
