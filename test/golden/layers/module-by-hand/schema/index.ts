import { defineProject, defineStack, setting, variable } from "terraloom";
import * as z from "zod";

const app = defineStack({
  output: "live/{environment}",
  settings: {
    state_key: setting(z.string(), { unique: true, drift: "one state each" }),
  },
  variables: {
    region: variable(z.string(), {
      description: "Region of everything",
      modules: { api: "aws_region" },
    }),
    instances: variable(z.int(), {
      description: "How many instances",
      modules: ["api"],
      drift: "production has readers",
    }),
  },
});

export default defineProject({
  output: "infra",
  stacks: { app },
  promotion: ["staging", "production"],
});
