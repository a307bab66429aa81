import { posix } from "node:path";
import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import { startOf } from "../diagnostics/position.ts";
import { type Project, renderProject } from "../project.ts";
import { codeOf, usesIn } from "../trace/code.ts";

/**
 * Folders of generated/ in which a name would be declared twice: by the schema, and by hand in a template.
 * Terraform refuses that, and no parser sees it.
 */
export function declaredTwice(changed: Project, name: string): readonly Diagnostic[] {
  const { outputs } = renderProject(changed);
  const code = codeOf(outputs.values());
  const folders = new Set([...outputs.keys()].map((path) => posix.dirname(path)));
  return [...folders].flatMap((folder) => {
    const declarations = usesIn(code, folder, name).filter(
      ({ mention }) => mention.kind === "declaration",
    );
    const [, second] = declarations;
    if (!second) return [];
    const file = outputs.get(second.file.path)?.source ?? "";
    return [diagnostic("declared-by-hand", { name, folder }, startOf(file))];
  });
}
