import { defineProject, defineStack, variable } from "terraloom";
import * as z from "zod";

const app = defineStack({
  variables: {
    core_memory: variable(z.int(), { description: "Memory of a core task, in MiB" }),
    api_token: variable(z.string().min(8), { description: "Token", sensitive: true }),
    hostname: variable(z.string(), { description: "Hostname", drift: "one each" }),
  },
});

export default defineProject({ stacks: { app }, promotion: ["dev", "staging", "production"] });
