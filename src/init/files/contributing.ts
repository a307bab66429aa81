import type { Blueprint } from "../blueprint.ts";
import { packageManagers } from "../packageManagers.ts";
import type { RepositorySetup } from "../repositorySetup.ts";

/** The text of CONTRIBUTING.md: what a reviewer expects, and what to do when CI is red. */
export function contributing(
  { environments }: Pick<Blueprint, "environments">,
  { packages, ci, folder }: RepositorySetup,
): string {
  const { program, installLocked, add, ...commands } = packageManagers[packages];
  const run = `${commands.run} terraloom`;
  const enter = folder === "" ? "" : `cd "${folder.replace(/\/$/, "")}" && `;
  const [first = ""] = environments;
  const request = ci === "gitlab" ? "merge request" : "pull request";
  return `# Contributing

Node 20 or later: \`${program} install\`. CI installs with \`${installLocked}\`, so the lock file is committed, and so is each
environment's \`.terraform.lock.hcl\`.

## A change

1. Edit \`schema/\`, \`templates/\` or \`envs/\`, then \`${run} generate\`. Editors complete and check specs (\`.vscode/extensions.json\`).
2. Commit what you wrote and what it generated, together.
3. Open a ${request}: a comment tells what it changes in each environment.

## When CI is red

- **stale, missing, orphaned**: \`${run} generate\`, and commit what it writes.
- **edited by hand**: \`${run} absorb\` takes the change into spec or template where that is certain.
- **undeclared difference**: \`${run} converge\`, or say in the schema why it may differ.
- **a merge conflict in generated/**: merge the rest, then \`${run} generate\`.

## Before each commit

    hook="$(git rev-parse --git-path hooks)/pre-commit"
    printf '#!/bin/sh\\n${enter}exec ${run} check\\n' >"$hook" && chmod +x "$hook"

## Updates

- terraloom: \`${add} terraloom@latest\`, then \`${run} generate\`; \`${run} init --update\` brings this file, the pipeline and
  the others that init wrote up to date, and keeps what you changed in them.
- Providers: \`terraform -chdir=generated/environments/${first} init -upgrade\` in every environment; constraints stand in templates. Dependabot and Renovate
  are to leave \`generated/\` alone, which is made: Renovate with \`"ignorePaths": ["**/generated/**"]\`.
`;
}
