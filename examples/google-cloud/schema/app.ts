import { defineStack, setting, variable } from "terraloom";
import * as z from "zod";
import { project_id, region, state_bucket, state_prefix } from "./common.ts";

const instances = z.int().min(0).max(100);

/** The product: an API and a worker, two services of one module. */
export const app = defineStack({
  after: ["network"],
  terraform: "1.9",
  settings: {
    state_bucket,
    state_prefix,
    network: setting(z.string(), {
      description: "Environment of the network that the product runs in",
      drift: "staging and production are apart",
    }),
  },
  calls: { api: "service", worker: "service" },
  variables: {
    project_id,
    region,
    backup_region: variable(z.string(), { description: "Region of the backups" }),
    image: variable(z.string(), {
      description: "Container image",
      modules: ["api", "worker"],
      drift: "staging runs what production will run next",
    }),
    api_name: variable(z.string(), {
      description: "Name of the API",
      modules: { api: { name: "name", description: "Name of the service" } },
    }),
    worker_name: variable(z.string(), {
      description: "Name of the worker",
      modules: { worker: { name: "name", description: "Name of the service" } },
    }),
    api_max_instances: variable(instances, {
      description: "Instances of the API that run at most",
      modules: { api: { name: "max_instances", description: "Instances that run at most" } },
      drift: "production has readers to scale for",
    }),
    worker_max_instances: variable(instances, {
      description: "Instances of the worker that run at most",
      modules: { worker: { name: "max_instances", description: "Instances that run at most" } },
    }),
  },
  computed: {
    settings: { state_prefix: ({ environment }) => environment.name },
    variables: {
      api_name: ({ environment }) => `${environment.name.replace("/", "-")}-api`,
      worker_name: ({ environment }) => `${environment.name.replace("/", "-")}-worker`,
    },
  },
  rules: {
    "the worker has no more instances than the API": ({ variables }) =>
      variables.worker_max_instances <= variables.api_max_instances,
  },
});
