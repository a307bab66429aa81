import { posix } from "node:path";
import { temporaryEnding } from "../files/temporary.ts";
import { manifestPath, printManifest } from "../manifest/manifest.ts";
import { type Files, walk } from "../model/files.ts";
import { generatedDirectory } from "../model/layout.ts";
import { noProgress, type Progress } from "../model/progress.ts";
import type { Step } from "../model/step.ts";
import { sha256 } from "../text/sha256.ts";
import type { Plan } from "./plan.ts";

/**
 * Makes generated/ what the plan says. Killed at any instant, every file is the old one or the new
 * one and known to the manifest, so that the next run completes the work: a manifest that knows both comes first,
 * then the files, then the deletions, then the manifest as it will stay.
 *
 * @returns whether anything was written
 */
export function apply(plan: Plan, files: Files, progress: Progress = noProgress): boolean {
  const at = (path: string): string => `${generatedDirectory}/${path}`;
  const writes = plan.steps.flatMap((step) => (isWrite(step) ? [step] : []));
  const removals = plan.steps.filter(
    (step) => step.action === "delete" || (step.action === "edited" && step.orphan),
  );
  if (writes.length === 0 && removals.length === 0) {
    if (plan.manifestIsCurrent) return false;
    files.write(at(manifestPath), plan.manifest);
    return true;
  }
  files.write(at(manifestPath), transition(plan, writes));
  for (const [index, { path, output }] of writes.entries()) {
    progress("writing files", index, writes.length);
    files.write(at(path), output.content);
  }
  for (const { path } of removals) {
    files.remove(at(path));
    removeEmptyFolders(posix.dirname(path), files);
  }
  files.write(at(manifestPath), plan.manifest);
  return true;
}

type Write = Step & { readonly output: NonNullable<Extract<Step, { action: "create" }>["output"]> };

function isWrite(step: Step): step is Write {
  return "output" in step && step.output !== undefined && step.action !== "unchanged";
}

/** The manifest of a run under way: all that was, and all that is about to be. */
function transition({ before, steps }: Plan, writes: readonly Write[]): string {
  const hashes = [...before.files].flatMap(([path, known]) =>
    [...known].map((hash) => [path, hash] as const),
  );
  for (const step of steps) {
    if (step.action === "unchanged") hashes.push([step.path, sha256(step.output.content)]);
  }
  for (const { path, output } of writes) hashes.push([path, sha256(output.content)]);
  const unique = new Map(hashes.map((pair) => [pair.join("\n"), pair]));
  return printManifest(unique.values(), before);
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
