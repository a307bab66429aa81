import { posix } from "node:path";
import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import { startOf } from "../diagnostics/position.ts";
import type { Rendered } from "../model/rendered.ts";

/**
 * Folders of generated/ in which a name would be declared twice: by the schema, and by hand in a template.
 * Terraform refuses that, and no parser sees it.
 */
export function declaredTwice({ outputs }: Rendered, name: string): readonly Diagnostic[] {
  // What is rendered is formatted: a block starts its line.
  const block = new RegExp(`^variable "${name}" \\{`, "gm");
  const sources = new Map<string, string[]>();
  for (const { path, kind, content, source } of outputs.values()) {
    if (kind !== "hcl" || typeof content !== "string") continue;
    const folder = posix.dirname(path);
    const declaring = [...content.matchAll(block)].map(() => source);
    if (declaring.length > 0) sources.set(folder, [...(sources.get(folder) ?? []), ...declaring]);
  }
  return [...sources].flatMap(([folder, [, second]]) =>
    second === undefined ? [] : [diagnostic("declared-by-hand", { name, folder }, startOf(second))],
  );
}
