import type { FileChange } from "../model/fileChange.ts";
import type { Output } from "../model/rendered.ts";
import { outputHash } from "../render/outputHash.ts";
import { withLazyMembers } from "../text/lazyMembers.ts";
import type { Plan } from "./plan.ts";

export function outputChanges({ steps, manifests }: Plan): readonly FileChange[] {
  const changes: FileChange[] = [];
  for (const step of steps) {
    const { path } = step;
    if (step.action === "create") changes.push(writing(step.output));
    if (step.action === "update" || step.action === "edited") {
      changes.push(step.output ? writing(step.output, step.old) : { path, before: step.old });
    }
    if (step.action === "delete") changes.push({ path, before: step.old });
  }
  for (const { path, text, old } of manifests) {
    if (text === old) continue;
    changes.push({ path, before: old, after: text });
  }
  return changes;
}

function writing(output: Output, before?: Uint8Array): FileChange {
  const { path, executable } = output;
  const change = { path, before, hash: outputHash(output), executable };
  return withLazyMembers(change, { after: () => output.content });
}
