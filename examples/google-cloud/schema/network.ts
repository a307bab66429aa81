import { defineStack, output, variable } from "terraloom";
import * as z from "zod";
import { project_id, region, state_bucket, state_prefix } from "./common.ts";

/** The network that applications of one stage share. */
export const network = defineStack({
  terraform: "1.9",
  settings: { state_bucket, state_prefix },
  variables: {
    project_id,
    region,
    name: variable(z.string(), { description: "Name of the network", modules: ["network"] }),
    subnet_cidr: variable(z.cidrv4(), {
      description: "Addresses of the subnet",
      modules: ["network"],
      unique: true,
    }),
  },
  outputs: {
    subnet_id: output(z.string(), { description: "Subnet that applications run in" }),
  },
  computed: {
    settings: { state_prefix: ({ environment }) => environment.name },
    variables: { name: ({ environment }) => environment.name.replace("/", "-") },
  },
});
