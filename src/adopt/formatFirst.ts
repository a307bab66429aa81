import { format } from "../hcl/format.ts";
import type { FileChange } from "../model/fileChange.ts";
import { pathIn } from "./roots.ts";
import type { AdoptionPlan } from "./stacks.ts";

/** The files of environments that are to be taken over, as `terraform fmt` would write them, where that is another text. */
export function formattedFirst({ stacks }: AdoptionPlan): readonly FileChange[] {
  return stacks.flatMap(({ members }) =>
    members.flatMap(({ root }) =>
      [...root.files].flatMap(([name, before]): FileChange[] => {
        if (before === undefined || !/\.(?:tf|tfvars)$/.test(name)) return [];
        const formatted = format(before);
        if (!formatted.ok || formatted.value === before) return [];
        return [{ path: pathIn(root, name), before, after: formatted.value }];
      }),
    ),
  );
}
