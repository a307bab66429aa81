import type { FileChange } from "../transaction/commit.ts";
import type { Plan } from "./plan.ts";

/** What makes the output what the plan says: files, removals, then the manifests. */
export function outputChanges({ steps, manifests }: Plan): readonly FileChange[] {
  const changes: FileChange[] = [];
  for (const step of steps) {
    const { path } = step;
    if (step.action === "create") {
      const { content, executable } = step.output;
      changes.push({ path, after: content, executable });
    }
    if (step.action === "update" || step.action === "edited") {
      const { content, executable } = step.output ?? {};
      changes.push({ path, before: step.old, after: content, executable });
    }
    if (step.action === "delete") changes.push({ path, before: step.old });
  }
  for (const { path, text, old } of manifests) {
    if (text === old) continue;
    changes.push({ path, before: old, after: text });
  }
  return changes;
}
