import { defineProject, defineStack, secret, setting, variable } from "terraloom";
import * as z from "zod";

const backend = setting(z.strictObject({ bucket: z.string(), key: z.string() }), {
  description: "Where the state lies",
  drift: "each environment has a state of its own",
});

const app = defineStack({
  labels: { container: ["core", "jobs"] },
  calls: { api: "service", worker: "service" },
  settings: { backend },
  variables: {
    region: variable(z.string(), { description: "AWS region", modules: ["api", "worker"] }),
  },
  secrets: {
    API_PASSWORD: secret({ description: "Password of the API", labels: { container: ["jobs"] } }),
  },
});

const batch = defineStack({
  settings: { backend },
  variables: {
    region: variable(z.string(), { description: "AWS region", modules: ["service"] }),
  },
});

export default defineProject({ stacks: { app, batch }, promotion: ["staging", "production"] });
