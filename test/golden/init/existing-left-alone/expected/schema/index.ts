// What an environment may say. Editors complete specs by it, check holds them to it, and the
// Terraform variables are written from it: npx terraloom add variable NAME

import { defineProject, defineStack, setting, variable } from "terraloom";
import * as z from "zod";

/** Every environment in envs/ is one of these. */
const platform = defineStack({
  settings: {
    backend: setting(z.strictObject({ bucket: z.string(), region: z.string() }), {
      description: "Where the Terraform states lie",
    }),
  },

  variables: {
    name: variable(z.string().regex(/^[a-z][a-z0-9-]*$/), {
      description: "Name of the product, the first part of every resource's name",
      modules: ["service"],
    }),
    // The reason to drift is the permission: without one, environments must agree.
    deletion_protection: variable(z.boolean(), {
      description: "Whether what holds data refuses to be deleted",
      modules: ["service"],
      drift: "only live holds what could not be made anew",
    }),
    instances: variable(z.int().min(1), {
      description: "Instances that run at once",
      modules: ["service"],
      drift: "only live has to stay up when one is lost",
    }),
  },
});

export default defineProject({
  stacks: { platform },
  // First to last: the order in which environments take a change.
  promotion: ["dev", "live"],
});
