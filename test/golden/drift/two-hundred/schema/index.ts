import { defineProject, defineStack, variable } from "terraloom";
import * as z from "zod";

const app = defineStack({
  variables: {
    hostname: variable(z.string(), { description: "Hostname", drift: "one each" }),
    plan: variable(z.enum(["small", "large"]), { description: "What the tenant pays for", drift: "tenants choose" }),
    tls_policy: variable(z.string(), { description: "Oldest TLS that is spoken" }),
    core_tasks: variable(z.int(), { description: "Core tasks" }),
    region: variable(z.string(), { description: "AWS region" }),
  },
});

export default defineProject({ stacks: { app }, promotion: ["tenant-001"] });
