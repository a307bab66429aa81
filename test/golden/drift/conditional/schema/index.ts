import { defineProject, defineStack, setting, variable } from "terraloom";
import * as z from "zod";

const app = defineStack({
  settings: {
    network: setting(z.strictObject({ dns: z.boolean(), zone: z.string().optional() }), {
      drift: "production's names belong to another team",
    }),
  },
  variables: { region: variable(z.string(), { description: "AWS region" }) },
});

export default defineProject({ stacks: { app }, promotion: ["dev", "staging", "production"] });
