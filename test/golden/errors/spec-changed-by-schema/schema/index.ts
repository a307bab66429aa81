import { defineProject, defineStack, variable } from "terraloom";
import * as z from "zod";

const app = defineStack({
  variables: {
    limits: variable(z.object({ cpu: z.number() }), { description: "Limits" }),
  },
});

export default defineProject({ stacks: { app } });
