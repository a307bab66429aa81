import { posix } from "node:path";
import type { EnvironmentWork } from "../../model/affected.ts";

/** An environment, and the folders of the modules that it calls, relative to the project's root. */
export interface AtlantisProject extends EnvironmentWork {
  readonly modules: readonly string[];
}

/**
 * `atlantis.yaml` for all environments: Atlantis itself finds which are affected, by the files that changed.
 *
 * @param prefix the project's folder in the repository: empty, or ending in `/`
 */
export function atlantisText(projects: readonly AtlantisProject[], prefix = ""): string {
  const entries = projects.map(({ environment, path, wave, modules }) => {
    const watched = [
      "*.tf*",
      ".terraform.lock.hcl",
      ...modules.map((folder) => `${posix.relative(path, folder)}/**`),
    ];
    return `  - name: ${JSON.stringify(environment)}
    dir: ${JSON.stringify(prefix + path)}
    execution_order_group: ${wave}
    autoplan: { enabled: true, when_modified: ${JSON.stringify(watched)} }
`;
  });
  const list = entries.length > 0 ? `projects:\n${entries.join("")}` : "projects: []\n";
  return `# Made by terraloom affected --format atlantis: run it again when environments or modules come or go
version: 3
abort_on_execution_order_fail: true
${list}`;
}
