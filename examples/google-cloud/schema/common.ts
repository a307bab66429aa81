// What every stack knows of Google Cloud.

import { setting, variable } from "terraloom";
import * as z from "zod";

/** The bucket of all states. */
export const state_bucket = setting(z.string(), { description: "Bucket of the Terraform states" });

/** Where in the bucket an environment's state lies: computed, so that a copied spec cannot share one. */
export const state_prefix = setting(z.string(), { unique: true });

export const project_id = variable(z.string().regex(/^[a-z][a-z0-9-]{4,28}[a-z0-9]$/), {
  description: "Google Cloud project",
  drift: "staging and production are projects of their own",
});

export const region = variable(z.string(), { description: "Region of every resource" });
