import { defineProject, defineStack, variable } from "terraloom";
import * as z from "zod";

const app = defineStack({
  variables: {
    core_memory: variable(z.int(), { description: "Memory of a core task, in MiB" }),
    region: variable(z.string(), { description: "AWS region" }),
  },
});

export default defineProject({ stacks: { app }, promotion: ["staging", "production"] });
