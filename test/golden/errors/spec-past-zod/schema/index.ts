import { defineProject, defineStack, variable } from "terraloom";
import * as z from "zod";

const app = defineStack({
  variables: {
    initials: variable(z.string().regex(/^.{2}$/), { description: "Two characters" }),
    names: variable(z.record(z.string().regex(/^.{2}$/), z.string()), { description: "By initials" }),
    pair: variable(z.number().multipleOf(2), { description: "An even number" }),
    secret: variable(z.string().regex(/^.{2}$/), { description: "Two characters", sensitive: true }),
  },
});

export default defineProject({ stacks: { app } });
