import { defineProject, defineStack, variable } from "terraloom";
import * as z from "zod";

const app = defineStack({
  terraform: "1.0",
  variables: {
    token: variable(z.string(), { description: "A token", ephemeral: true }),
    limits: variable(z.strictObject({ cpu: z.int().optional() }).nullable(), {
      description: "Limits",
    }),
    part: variable(z.string().includes("a").nullable(), { description: "A part" }),
    note: variable(z.string().nullable(), { description: "A note" }),
  },
});
const job = defineStack({ terraform: ">= 1.9" });
const tofu = defineStack({
  opentofu: "1.10",
  variables: { key: variable(z.string(), { description: "A key", ephemeral: true }) },
});
const old = defineStack({ opentofu: "1.5" });

export default defineProject({ stacks: { app, job, tofu, old } });
