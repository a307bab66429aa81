// What every stack knows of the AWS account it lives in. The values stand in envs/_account.yaml.

import { setting, variable } from "terraloom";
import * as z from "zod";

/** The S3 bucket that holds every state. A state's key is its environment's name, so that a copied spec cannot share one. */
export const backend = setting(z.strictObject({ bucket: z.string(), region: z.string() }), {
  description: "S3 bucket of the Terraform states",
});

/** Guards against applying an environment with another account's credentials. */
export const aws_account_id = variable(z.string().regex(/^\d{12}$/), {
  description: "AWS account that this environment may be applied to",
});

/** The provider's region; modules ask the provider for it. */
export const region = variable(z.string(), { description: "AWS region of every resource" });
