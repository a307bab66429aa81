import { defineProject, defineStack, secret, setting, variable } from "terraloom";
import * as z from "zod";

const app = defineStack({
  labels: { container: ["core", "jobs"] },
  settings: {
    backend: setting(z.strictObject({ bucket: z.string(), key: z.string() }), {
      description: "Where the state lies",
      drift: "each environment has a state of its own",
    }),
  },
  variables: {
    region: variable(z.string(), { description: "AWS region", modules: ["service"] }),
    core_memory: variable(z.int().min(256).max(30720), {
      description: "Memory of the core container, in MiB",
      modules: ["service"],
      drift: "production serves more people",
    }),
    LOG_LEVEL: variable(z.enum(["debug", "info", "warn"]).default("info"), {
      description: "How much is logged",
      modules: ["service"],
      labels: { container: ["core", "jobs"] },
    }),
    API_URL: variable(z.url(), {
      description: "The API that jobs call",
      modules: ["service"],
      labels: { container: ["jobs"] },
      drift: "staging calls the test API",
    }),
    origins: variable(z.array(z.string()), { description: "Allowed origins", modules: ["service"] }),
    tags: variable(z.record(z.string(), z.string()).default({}), { description: "Tags", modules: ["service"] }),
  },
  computed: { settings: { backend: ({ environment }) => ({ bucket: "states", key: `${environment.name}.tfstate` }) }, variables: { region: ({ environment }) => environment.each ?? "us-east-1" } },
  secrets: {
    API_PASSWORD: secret({ description: "Password of the API", labels: { container: ["jobs"] } }),
  },
});

export default defineProject({ stacks: { app }, promotion: ["staging", "production"] });
