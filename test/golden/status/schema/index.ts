import { defineProject, defineStack, setting, variable } from "terraloom";
import * as z from "zod";

const backend = setting(z.strictObject({ port: z.int(), key: z.string() }), {
  description: "The S3 server that keeps the state",
  drift: "each environment has a state of its own",
});

const app = defineStack({
  settings: { backend },
  variables: {
    core_memory: variable(z.int(), {
      description: "Memory of the core container, in MiB",
      modules: ["service"],
    }),
  },
});

const shared = defineStack({ settings: { backend } });

export default defineProject({ stacks: { app, shared }, promotion: ["staging", "production"] });
