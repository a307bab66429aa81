import { error } from "./entry.ts";

/** What can be wrong with the Terraform that is run. */
export const terraformWords = {
  "terraform-not-found": error<{ wanted: string | undefined }>(({ wanted }) => ({
    message: wanted
      ? `"${wanted}" is no Terraform that can be run`
      : "there is neither terraform nor tofu on PATH",
    advice: wanted
      ? "--terraform takes the name or the path of a program that answers to `version -json`."
      : "Install one of them, or name it with --terraform PATH.",
  })),
} as const;
