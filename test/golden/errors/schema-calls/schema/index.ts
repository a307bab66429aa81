import { defineProject, defineStack, variable } from "terraloom";
import * as z from "zod";

const app = defineStack({
  calls: {
    api: "service",
    worker: "service",
    "the job": "service",
    network: {} as { module: string },
    each: { module: "service", forEach: "regoin" },
    every: { module: "service", forEach: "region" },
  },
  variables: {
    region: variable(z.string(), { description: "AWS region", modules: ["service"] }),
    api_cpu: variable(z.int(), { description: "CPU of the API", modules: { api: "cpu" } }),
    worker_cpu: variable(z.int(), { description: "CPU of the worker", modules: { worker: "cpu" } }),
  },
});

export default defineProject({ stacks: { app } });
