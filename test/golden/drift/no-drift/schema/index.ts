import { defineProject, defineStack, variable } from "terraloom";
import * as z from "zod";

const app = defineStack({
  variables: {
    region: variable(z.string(), { description: "AWS region" }),
    ratio: variable(z.number(), { description: "Share of traffic" }),
    tags: variable(z.record(z.string(), z.string()), { description: "Tags" }),
    zones: variable(z.set(z.string()), { description: "Availability zones" }),
    size: variable(z.int().default(2), { description: "Tasks" }),
  },
});

export default defineProject({ stacks: { app }, promotion: ["staging", "production"] });
