import { defineProject, defineStack, variable } from "terraloom";
import * as z from "zod";

const app = defineStack({
  variables: {
    resolvers: variable(z.array(z.string()), { description: "Asked in this order" }),
    origins: variable(z.array(z.string()), { description: "May call the API" }),
    zones: variable(z.set(z.string()), { description: "In no order" }),
  },
});

export default defineProject({ stacks: { app }, promotion: ["staging", "production"] });
