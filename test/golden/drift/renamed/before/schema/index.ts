import { defineProject, defineStack, variable } from "terraloom";
import * as z from "zod";

const app = defineStack({
  variables: {
    DB_CLASS: variable(z.string(), { description: "Class of the database", drift: "staging holds less" }),
    core_memory: variable(z.int(), { description: "Memory of a core task, in MiB" }),
    log_level: variable(z.string(), { description: "Least severity that is logged" }),
    workers: variable(z.int(), { description: "Workers", drift: "staging may wait" }),
    old_flag: variable(z.string(), { description: "Unused" }),
  },
});

export default defineProject({ stacks: { app }, promotion: ["staging", "production"] });
