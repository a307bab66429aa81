import { defineProject, defineStack, setting, variable } from "terraloom";
import * as z from "zod";

const count = (description: string) => variable(z.int(), { description, drift: "as needed" });

const app = defineStack({
  settings: { key: setting(z.string(), { unique: true }) },
  variables: {
    min_tasks: count("Tasks that always run"),
    max_tasks: count("Tasks that run at most"),
    name: variable(z.string(), { description: "Name of the environment" }),
  },
  computed: { variables: { name: ({ environment }) => environment.name } },
  rules: {
    "the stage is known": ({ settings }) => (settings as { stage?: string }).stage !== "",
    "min_tasks is at most max_tasks": ({ variables }) => variables.min_tasks <= variables.max_tasks,
  },
});

export default defineProject({ stacks: { app } });
