import { defineProject, defineStack, variable } from "terraloom";
import * as z from "zod";

const app = defineStack({
  variables: {
    core_memory: variable(z.int(), { description: "Memory of a core task, in MiB" }),
    core_tasks: variable(z.int(), { description: "Core tasks" }),
    image_tag: variable(z.string(), { description: "Image tag" }),
  },
});

export default defineProject({ stacks: { app }, promotion: ["staging", "production"] });
