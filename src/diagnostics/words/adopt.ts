import { list } from "../phrases.ts";
import { error } from "./entry.ts";

/** What can keep existing Terraform from being taken over. */
export const adoptWords = {
  "adopt-nothing": error<{ alone: readonly string[] }>(({ alone }) => ({
    message:
      alone.length === 0
        ? "there is no folder of Terraform code here that could be an environment"
        : `no two folders of Terraform code are environments of one kind: ${alone.join("; ")}`,
    advice: "Name the folders: terraloom adopt FOLDER FOLDER",
  })),
  "adopt-unknown": error<{ folder: string }>(({ folder }) => ({
    message: `${folder} is not an environment: it holds no Terraform code, or it is a module that others call`,
    advice: "Name the folders that terraform is run in.",
  })),
  "adopt-project": error(() => ({
    message: "a project of terraloom is here already",
    advice:
      "Adopt another folder with --root DIR; or, to begin anew, remove schema/, envs/ and templates/.",
  })),
  "adopt-in-the-way": error<{ paths: readonly string[] }>(({ paths }) => ({
    message: `adopt does not overwrite: ${list(paths)}`,
    advice: "Move these away, or adopt in the folder that holds the environments: --root DIR",
  })),
} as const;
