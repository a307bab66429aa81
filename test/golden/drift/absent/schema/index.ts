import { defineProject, defineStack, variable } from "terraloom";
import * as z from "zod";

const app = defineStack({
  variables: {
    cdn: variable(z.string().optional(), { description: "CDN in front of the product" }),
    retention_days: variable(z.int().default(30), { description: "Days that logs are kept" }),
    cache: variable(
      z.object({ nodes: z.int(), version: z.string().default("8.0"), zone: z.string().optional() }),
      { description: "The cache" },
    ),
  },
});

export default defineProject({ stacks: { app }, promotion: ["staging", "production"] });
