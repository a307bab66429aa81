import { defineProject, defineStack, variable } from "terraloom";
import * as z from "zod";

const app = defineStack({
  variables: {
    region: variable(z.string(), { description: "AWS region", modules: ["service"] }),
    zone: variable(z.string(), { description: "Zone", modules: { service: "region" } }),
    shared: variable(z.string(), { description: "In both stacks", modules: ["common"] }),
  },
});

const other = defineStack({
  variables: {
    shared: variable(z.string(), { description: "In both stacks", modules: ["common"] }),
    region: variable(z.number(), { description: "AWS region", modules: ["service"] }),
  },
});

export default defineProject({ stacks: { app, other } });
