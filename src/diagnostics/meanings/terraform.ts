import type { terraformWords } from "../words/terraform.ts";
import type { Meanings } from "./entry.ts";

export const terraformMeanings: Meanings<typeof terraformWords> = {
  "terraform-not-found": [
    "Neither `terraform` nor `tofu` can be run, or what is there answers otherwise than Terraform does.",
    "Install one of them, have a wrapper or a shim choose a version, or name another program with `--terraform`.",
  ],
  "terraform-invalid": ["`terraform validate` refuses the code.", "Mend the place that is named."],
  "terraform-warning": ["`terraform validate` warns of the code.", "See what it says."],
  "terraform-format": [
    "A file that is copied is not formatted as `terraform fmt` would.",
    "Format the file that it is copied from.",
  ],
  "terraform-failed": ["Terraform could not be run to its end.", "See what it says."],
  "environment-not-generated": [
    "The environment has no folder of generated code yet.",
    "Run `terraloom generate`.",
  ],
  "verified-not-current": [
    "What was verified is not what the sources say now.",
    "Run `terraloom generate`, then verify again.",
  ],
};
