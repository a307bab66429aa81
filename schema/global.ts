import { defineStack, variable } from "terraloom";
import * as z from "zod";
import { aws_account_id, backend, region } from "./account.ts";

/** What the AWS account has once, whatever the number of deployments: states, images, GitHub's way in. */
export const global = defineStack({
  settings: { backend },

  variables: {
    aws_account_id,
    region,
    name: variable(z.string().regex(/^[a-z][a-z0-9-]{1,14}$/), {
      description: "Name of the product, the first part of every resource's name",
      modules: ["ecr-repositories", "github-roles"],
    }),
    state_noncurrent_days: variable(z.int().min(30), {
      description: "Days that earlier versions of a state can be brought back",
    }),
    ecr_repositories: variable(z.array(z.string()), {
      description: "Names of the image repositories",
      modules: { "ecr-repositories": "repositories" },
    }),
    ecr_images_kept: variable(z.int().min(10), {
      description:
        "Images that each repository keeps. An older one can no longer be rolled back to",
      modules: { "ecr-repositories": "images_kept" },
    }),
    github_repository: variable(z.string().regex(/^[\w.-]+\/[\w.-]+$/), {
      description: "GitHub repository whose workflows plan, apply and deploy, as owner/name",
      modules: ["github-roles"],
    }),
  },
});
