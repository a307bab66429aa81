import { defineProject, defineStack, setting, variable } from "terraloom";
import * as z from "zod";

/** A web application on Azure. */
const app = defineStack({
  settings: {
    backend: setting(
      z.strictObject({
        resource_group_name: z.string(),
        storage_account_name: z.string(),
        container_name: z.string(),
      }),
      { description: "Storage container of the Terraform states" },
    ),
    state_key: setting(z.string()),
  },
  variables: {
    subscription_id: variable(z.guid(), {
      description: "Azure subscription",
      drift: "production is billed apart",
    }),
    prefix: variable(z.string(), {
      description: "First part of every resource's name",
      modules: ["web"],
    }),
    location: variable(z.string(), { description: "Azure region", modules: ["web"] }),
    sku_name: variable(z.enum(["B1", "P0v3", "P1v3"]), {
      description: "Size of the service plan",
      modules: ["web"],
      drift: "staging has no visitors",
    }),
    worker_count: variable(z.int().min(1).max(30), {
      description: "Workers of the service plan",
      modules: ["web"],
      drift: "production stays up when a worker is lost",
    }),
    app_settings: variable(z.record(z.string(), z.string()), {
      description: "Environment variables of the application",
      modules: ["web"],
      drift: "each environment calls its own services",
    }),
    tags: variable(z.record(z.string(), z.string()), {
      description: "Tags of every resource",
      modules: ["web"],
    }),
  },
  computed: {
    settings: { state_key: ({ environment }) => `${environment.name}.tfstate` },
    variables: {
      prefix: ({ environment }) => `example-${environment.name}`,
      tags: ({ environment }) => ({ environment: environment.name, managed_by: "terraform" }),
    },
  },
});

export default defineProject({ stacks: { app }, promotion: ["staging", "production"] });
