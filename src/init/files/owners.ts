import type { RepositorySetup } from "../repositorySetup.ts";

/** The text of CODEOWNERS: who reviews what changes an environment. */
export function codeOwners({ folder, owners }: RepositorySetup): string {
  const place = folder.replaceAll(/[\s#!*?[\]\\]/g, "\\$&");
  const lines = [...owners].flatMap(([environment, who]) => [
    `/${place}envs/${environment}.yaml ${who}`,
    `/${place}generated/environments/${environment}/ ${who}`,
  ]);
  return `# Who reviews what changes an environment: its values, and the Terraform that is made of them.\n${lines.join("\n")}\n`;
}

/** The text of `.github/dependabot.yml`. Terraform's own versions stand in templates, and generated/ is made of them. */
export function dependabot({ lockFolder }: RepositorySetup): string {
  const folder = `/${lockFolder.replace(/\/$/, "")}`;
  return `# Terraform's versions are not in here: they stand in templates/, and generated/ is made of them.
version: 2
updates:
  - package-ecosystem: npm
    directory: ${JSON.stringify(folder)}
    schedule: { interval: monthly }
    groups:
      terraloom: { patterns: [terraloom, zod] }
  - package-ecosystem: github-actions
    directory: "/"
    schedule: { interval: monthly }
`;
}

/** The text of `renovate.json`. */
export const renovate = `${JSON.stringify(
  {
    $schema: "https://docs.renovatebot.com/renovate-schema.json",
    extends: ["config:recommended"],
    ignorePaths: ["**/generated/**", "**/node_modules/**"],
  },
  undefined,
  2,
)}\n`;
