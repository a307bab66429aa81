import { defineProject, defineStack, variable } from "terraloom";
import * as z from "zod";

const app = defineStack({
  variables: {
    core_memory: variable(z.int(), { description: "Memory of a core task, in MiB" }),
    hostname: variable(z.string(), { description: "Hostname", drift: "one each" }),
    mail_api: variable(z.url(), { description: "Mail", drift: "staging sends no real mail" }),
  },
});

export default defineProject({ stacks: { app }, promotion: ["staging", "production"] });
