import { defineProject, defineStack, variable } from "terraloom";
import * as z from "zod";

export const app = defineStack({
  variables: {
    region: variable(z.string(), { description: "Where it is", modules: [] }),
    size: variable(z.int(), {
      description: "How many there are",
    }),
  },
});

export default defineProject({ stacks: { app } });
