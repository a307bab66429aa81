import { defineProject, defineStack, variable } from "terraloom";
import * as z from "zod";

const app = defineStack({
  variables: {
    log_level: variable(z.string(), { description: "Least severity that is logged" }),
    region: variable(z.string(), { description: "AWS region", drift: "near its readers" }),
  },
});

export default defineProject({ stacks: { app }, promotion: ["dev", "staging", "production"] });
