import type { Blueprint } from "../blueprint.ts";
import type { Surroundings } from "../surroundings.ts";
import { installCommands, runCommands } from "./commands.ts";

/** The text of CONTRIBUTING.md: what a reviewer expects, and what to do when CI is red. */
export function contributing(
  { environments }: Pick<Blueprint, "environments">,
  { packages, ci }: Surroundings,
): string {
  const run = `${runCommands[packages]} terraloom`;
  const [first = ""] = environments;
  const request = ci === "gitlab" ? "merge request" : "pull request";
  return `# Contributing

Node 20 or later: \`${packages === "npm" ? "npm install" : `${packages} install`}\`. CI installs with \`${installCommands[packages]}\`, so the lock file is committed, and so is each
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

    printf '#!/bin/sh\\nexec ${run} check\\n' >.git/hooks/pre-commit && chmod +x .git/hooks/pre-commit

## Updates

- terraloom: \`npm install --save-dev terraloom@latest\`, then \`${run} generate\`; \`${run} init --update\` brings this file, the pipeline and
  the others that init wrote up to date, and keeps what you changed in them.
- Providers: \`terraform -chdir=generated/environments/${first} init -upgrade\` in every environment; constraints stand in templates. Dependabot and Renovate
  are to leave \`generated/\` alone, which is made: Renovate with \`"ignorePaths": ["**/generated/**"]\`.
`;
}
