// What an environment may say. Editors complete specs by it, check holds them to it, and the
// Terraform variables are written from it: npx terraloom add variable NAME

import { defineProject, defineStack, setting, variable } from "terraloom";
import * as z from "zod";

/** Every environment in envs/ is one of these. */
const platform = defineStack({
  settings: {
    // Terraform's type says nothing to hold it to, so a template writes the value: give it a type.
    extra: setting(z.unknown(), {
      description: "extra, not described so far",
    }),
    backend_bucket: setting(z.string(), {
      description: "Where the Terraform states lie: the backend's bucket",
    }),
    backend_key: setting(z.string(), {
      description: "Where the Terraform states lie: the backend's key",
      drift: "differs between staging and production since before terraloom: say why",
    }),
    backend_region: setting(z.string(), {
      description: "Where the Terraform states lie: the backend's region",
    }),
  },

  variables: {
    product: variable(z.string(), {
      description: "Name of the product",
      modules: { service: "name" },
    }),
    alarm: variable(z.string(), {
      description: "alarm, not described so far",
      modules: ["service"],
      sensitive: true,
      drift: "differs between staging and production since before terraloom: say why",
    }),
    cidr: variable(z.string(), {
      description: "Addresses of the network",
      modules: ["network"],
      drift: "differs between staging and production since before terraloom: say why",
    }),
    zones: variable(z.array(z.string()), {
      description: "zones, not described so far",
      modules: ["network", "service"],
    }),
    nat: variable(z.boolean(), {
      description: "Whether there is a way out",
      modules: ["network"],
      drift: "differs between staging and production since before terraloom: say why",
    }),
    replicas: variable(z.number(), {
      description: "How many run",
      modules: ["service"],
      drift: "differs between staging and production since before terraloom: say why",
    }),
    scaling: variable(
      z.strictObject({ min: z.number(), max: z.number(), step: z.number().optional() }),
      {
        description: "How far it scales",
        modules: ["service"],
        drift: "differs between staging and production since before terraloom: say why",
      },
    ),
  },
});

export default defineProject({
  stacks: { platform },
  // First to last: the order in which environments take a change.
  promotion: ["staging", "production"],
});
