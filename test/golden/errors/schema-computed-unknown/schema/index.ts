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
  computed: { variables: { nmae: ({ environment }: { environment: { name: string } }) => environment.name } as object },
});

export default defineProject({ stacks: { app } });
