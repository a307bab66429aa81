import type { Blueprint } from "../blueprint.ts";
import { packageManagers } from "../packageManagers.ts";
import type { RepositorySetup } from "../repositorySetup.ts";

/** The text of README.md: where things stand, and how a change is made. */
export function readme(
  { stack, modules, environments }: Pick<Blueprint, "stack" | "modules" | "environments">,
  { packages }: Pick<RepositorySetup, "packages">,
): string {
  const { program, run } = packageManagers[packages];
  const [first = ""] = environments;
  const specs = `envs/_${stack}.yaml`;
  return `# Infrastructure

Terraform of ${environments.map((name) => `\`${name}\``).join(", ")}, written by [terraloom](https://www.npmjs.com/package/terraloom).

\`\`\`text
schema/      what an environment may say: TypeScript and zod
templates/   what the Terraform looks like: Handlebars
envs/        one spec per environment; ${specs} is what they have in common
generated/   plain Terraform, made of the above and committed: never edited by hand
\`\`\`

Set up, with Node 20 or later:

    ${program} install

## Making a change

1. Edit \`schema/\`, \`templates/\` or \`envs/\`, and run \`${run} terraloom generate\`.
2. Review what it wrote together with what you wrote, for all environments at once.
3. Once merged, apply it to ${environments.map((name) => `\`${name}\``).join(", then the same commit to ")}:

       cd generated/environments/${first}
       terraform init
       terraform apply

   Commit \`.terraform.lock.hcl\`, which the first \`init\` of each environment writes: so everybody applies with the same providers.

${modules.length === 1 ? "The module" : "The modules"} ${modules.map((name) => `\`templates/modules/${name}\``).join(", ")} ${modules.length === 1 ? "is" : "are"} what all environments share.

| to | run |
| --- | --- |
| declare a variable, give it values and thread it through | \`${run} terraloom add variable NAME\` |
| see every place that a variable passes through | \`${run} terraloom trace NAME\` |
| begin another environment | \`${run} terraloom add environment NAME --from ${first}\` |
| see how environments differ, and whether they may | \`${run} terraloom drift-report\` |
| see whether \`generated/\` is current, as CI does | \`${run} terraloom check\` |
| have Terraform validate every environment | \`${run} terraloom verify\` |
| run the tests | \`${program} test\` |

A value that environments may not agree on needs a reason in the schema: \`drift: "..."\`. Secrets have no value here.
`;
}
