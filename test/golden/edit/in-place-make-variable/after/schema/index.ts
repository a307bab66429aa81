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
    size: variable(z.int(), {
      description: "How many instances",
      modules: { api: "instances" },
      drift: "production has readers",
    }),
    tier: variable(z.enum(["gold", "tin"]), {
      description: "What is paid for",
      drift: "gold for production alone",
    }),
  },
});

export default defineProject({
  output: "infra",
  stacks: { app },
  promotion: ["staging", "production"],
});
