import { defineProject, defineStack, variable } from "terraloom";
import * as z from "zod";

const app = defineStack({
  variables: {
    database: variable(
      z.object({
        class: z.string(),
        backup: z.object({ days: z.int(), window: z.string() }),
        subnets: z.array(z.object({ cidr: z.string(), public: z.boolean() })),
      }),
      { description: "The database" },
    ),
    flags: variable(z.record(z.string(), z.boolean()), {
      description: "Features",
      drift: "features are tried in staging first",
    }),
  },
});

export default defineProject({ stacks: { app }, promotion: ["staging", "production"] });
