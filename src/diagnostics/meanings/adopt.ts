import type { adoptWords } from "../words/adopt.ts";
import type { Meanings } from "./entry.ts";

export const adoptMeanings: Meanings<typeof adoptWords> = {
  "adopt-nothing": [
    "`adopt` found no folders of Terraform code that are environments. Files of values for one root module (`prod.tfvars`, given with `-var-file`) are none.",
    "Name the folders; for files of values, make a folder for each environment first.",
  ],
  "adopt-project": [
    "`adopt` begins a project, and one is there already.",
    "Use the project, or remove it and adopt anew.",
  ],
  "adopt-in-the-way": [
    "Files that `adopt` would write, or a folder that is to be terraloom's alone, are there already.",
    "Move them away, or adopt with `--root` in the folder that holds the environments.",
  ],
  "adopt-unknown": [
    "A folder that `adopt` was given holds no Terraform code of its own.",
    "Name the folders that `terraform apply` is run in.",
  ],
};
