import type { adoptWords } from "../words/adopt.ts";
import type { Meanings } from "./entry.ts";

export const adoptMeanings: Meanings<typeof adoptWords> = {
  "adopt-nothing": [
    "`adopt` found no folders of Terraform code that are environments. Files of values for one root module (`prod.tfvars`, given with `-var-file`) are none.",
    "Name the folders; for files of values, make a folder for each environment first.",
  ],
  "adopt-outside": [
    "A project is there already, and what `adopt` found lies outside of its output folder.",
    "Adopt it as a project of its own, or give the project an `output` that holds both.",
  ],
  "adopt-stack-taken": [
    "A project is there already, and has a stack of the name that `--stack` says.",
    "Say another name.",
  ],
  "template-unknown": [
    "`make shared` was given a file that no template of the stack makes.",
    "Name it by its path below an environment's folder.",
  ],
  "file-stays": [
    "A file cannot come from one template: it does already, or it would not come back byte for byte.",
    "Make its copies more alike first: `terraform fmt`, the same ends of lines.",
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
